# SPDX-License-Identifier: GPL-3.0-or-later
set(CPACK_GENERATOR NSIS ZIP)
set(CPACK_NSIS_DISPLAY_NAME "Guanlan")
set(CPACK_NSIS_INSTALLED_ICON_NAME "bin\\\\guanlan.exe")
set(CPACK_NSIS_MUI_ICON "${guanlan_icons}/guanlan.ico")
set(CPACK_NSIS_MUI_UNIICON "${guanlan_icons}/guanlan.ico")
set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
set(CPACK_NSIS_MODIFY_PATH ON)

if(TARGET guanlan)
  set_target_properties(guanlan PROPERTIES WIN32_EXECUTABLE ON)
  target_sources(guanlan PRIVATE "${CMAKE_CURRENT_LIST_DIR}/guanlan.rc")
endif()

# vcpkg has put the DLLs the programs load beside them; Qt's plugins are found by windeployqt.
if(TARGET guanlan)
  install(CODE "
    file(GLOB libraries \"$<TARGET_FILE_DIR:guanlan>/*.dll\" \"$<TARGET_FILE_DIR:guanlanctl>/*.dll\")
    file(INSTALL \${libraries} DESTINATION \"\${CMAKE_INSTALL_PREFIX}/bin\")
    find_program(deploy NAMES windeployqt6 windeployqt REQUIRED
      HINTS \"${VCPKG_INSTALLED_DIR}/${VCPKG_TARGET_TRIPLET}/tools/Qt6/bin\")
    execute_process(COMMAND \"\${deploy}\" --no-translations \"\${CMAKE_INSTALL_PREFIX}/bin/guanlan.exe\"
      COMMAND_ERROR_IS_FATAL ANY)")
endif()
