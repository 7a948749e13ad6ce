# SPDX-License-Identifier: GPL-3.0-or-later
# Packages by CPack; what differs between systems is in packaging/<system>/package.cmake.

set(CPACK_PACKAGE_NAME "guanlan")
set(CPACK_PACKAGE_VENDOR "The Guanlan authors")
set(CPACK_PACKAGE_CONTACT "The Guanlan authors <guanlan@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Live metrics, dashboards and alarms from Kafka event streams")
set(CPACK_PACKAGE_DESCRIPTION
  "Guanlan reads the event streams of a site with millions of users from Kafka, computes windowed metrics written in Flink SQL, keeps their history, draws live dashboards and raises alarms.")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGE_DIRECTORY "${PROJECT_BINARY_DIR}/packages")
set(CPACK_PACKAGE_INSTALL_DIRECTORY "Guanlan")
set(CPACK_PACKAGE_EXECUTABLES guanlan "Guanlan")
set(CPACK_STRIP_FILES ON)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # packing does not build the tests
set(guanlan_icons "${PROJECT_SOURCE_DIR}/packaging/icon")

if(WIN32)
  include("${PROJECT_SOURCE_DIR}/packaging/windows/package.cmake")
elseif(APPLE)
  include("${PROJECT_SOURCE_DIR}/packaging/macos/package.cmake")
else()
  include("${PROJECT_SOURCE_DIR}/packaging/linux/package.cmake")
endif()
include(CPack)
