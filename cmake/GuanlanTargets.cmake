# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of the project shares: warnings as errors, sanitizers, includes from the root.
# -Wrestrict and -Wmaybe-uninitialized are off: GCC 12 raises them on correct std::string code when it optimises.

add_library(guanlan_options INTERFACE)
target_include_directories(guanlan_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(guanlan_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wnon-virtual-dtor -Wold-style-cast -Wcast-align -Woverloaded-virtual
  $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local -Wno-maybe-uninitialized -Wno-restrict -Wno-missing-field-initializers>
  $<$<CXX_COMPILER_ID:Clang>:-Wshadow -Wno-missing-field-initializers>)
if(GUANLAN_SANITIZE)
  target_compile_options(guanlan_options INTERFACE
    -fsanitize=${GUANLAN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(guanlan_options INTERFACE -fsanitize=${GUANLAN_SANITIZE})
endif()
if(GUANLAN_SANITIZE MATCHES "thread")
  add_library(guanlan_c11_threads OBJECT "${PROJECT_SOURCE_DIR}/tests/support/c11_threads.cpp")
  target_compile_options(guanlan_c11_threads PRIVATE -fsanitize=thread)
  target_sources(guanlan_options INTERFACE
    $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:$<TARGET_OBJECTS:guanlan_c11_threads>>)
endif()

# guanlan_library(NAME): an empty static library; the folders below add their files with target_sources().
function(guanlan_library name)
  add_library(${name} STATIC)
  target_link_libraries(${name} PUBLIC guanlan_options)
endfunction()

set(guanlan_test_environment "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=Asia/Shanghai")
if(GUANLAN_SANITIZE)
  list(APPEND guanlan_test_environment
    "UBSAN_OPTIONS=print_stacktrace=1"
    "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/lsan.supp:print_suppressions=0"
    "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/tsan.supp:halt_on_error=1:die_after_fork=0")
endif()

# guanlan_test(NAME FILE LIBRARIES...): one file, one executable, one test. Its label is the folder below
# tests/ it is in, and the target tests_LABEL builds all of that label.
function(guanlan_test name file)
  add_executable(${name} ${file})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_link_libraries(${name} PRIVATE guanlan_options Qt6::Test ${ARGN})
  target_compile_definitions(${name} PRIVATE
    GUANLAN_SOURCE_DIR="${PROJECT_SOURCE_DIR}" GUANLAN_BINARY_DIR="${PROJECT_BINARY_DIR}")
  file(RELATIVE_PATH label "${PROJECT_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
  string(REGEX REPLACE "/.*" "" label "${label}")
  if(NOT TARGET tests_${label})
    add_custom_target(tests_${label})
  endif()
  add_dependencies(tests_${label} ${name})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES
    ENVIRONMENT "${guanlan_test_environment}" TIMEOUT 240 LABELS ${label})
endfunction()
