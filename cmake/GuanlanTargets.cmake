# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of the project shares: warnings as errors, sanitizers, includes from the root.

add_library(guanlan_options INTERFACE)
target_include_directories(guanlan_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(guanlan_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wnon-virtual-dtor -Wold-style-cast -Wcast-align -Woverloaded-virtual
  $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local -Wno-maybe-uninitialized -Wno-missing-field-initializers>
  $<$<CXX_COMPILER_ID:Clang>:-Wshadow -Wno-missing-field-initializers>)
if(GUANLAN_SANITIZE)
  target_compile_options(guanlan_options INTERFACE -fsanitize=${GUANLAN_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(guanlan_options INTERFACE -fsanitize=${GUANLAN_SANITIZE})
endif()

# guanlan_library(NAME): an empty static library; the folders below add their files with target_sources().
function(guanlan_library name)
  add_library(${name} STATIC)
  target_link_libraries(${name} PUBLIC guanlan_options)
endfunction()

# guanlan_test(NAME FILE LIBRARIES...): one file, one executable, one test.
function(guanlan_test name file)
  add_executable(${name} ${file})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_link_libraries(${name} PRIVATE guanlan_options Qt6::Test ${ARGN})
  target_compile_definitions(${name} PRIVATE
    GUANLAN_SOURCE_DIR="${PROJECT_SOURCE_DIR}" GUANLAN_BINARY_DIR="${PROJECT_BINARY_DIR}")
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=Asia/Shanghai" TIMEOUT 120)
endfunction()
