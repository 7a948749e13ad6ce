# SPDX-License-Identifier: GPL-3.0-or-later
set(CPACK_GENERATOR DragNDrop)
set(CPACK_DMG_VOLUME_NAME "Guanlan")

if(TARGET guanlan)
  set(icon "${guanlan_icons}/guanlan.icns")
  set_source_files_properties("${icon}" PROPERTIES MACOSX_PACKAGE_LOCATION Resources)
  target_sources(guanlan PRIVATE "${icon}")
  set_target_properties(guanlan PROPERTIES
    MACOSX_BUNDLE ON
    MACOSX_BUNDLE_BUNDLE_NAME "Guanlan"
    MACOSX_BUNDLE_GUI_IDENTIFIER "org.guanlan.Guanlan"
    MACOSX_BUNDLE_ICON_FILE guanlan.icns
    MACOSX_BUNDLE_SHORT_VERSION_STRING "${PROJECT_VERSION}")
  install(TARGETS guanlan BUNDLE DESTINATION .)
  install(CODE "
    find_program(deploy NAMES macdeployqt6 macdeployqt REQUIRED
      HINTS \"${VCPKG_INSTALLED_DIR}/${VCPKG_TARGET_TRIPLET}/tools/Qt6/bin\")
    execute_process(COMMAND \"\${deploy}\" \"\${CMAKE_INSTALL_PREFIX}/guanlan.app\" COMMAND_ERROR_IS_FATAL ANY)")
endif()
