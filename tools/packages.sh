# SPDX-License-Identifier: AGPL-3.0-or-later
# What ./dev installs from Debian 12, by need. Sourced by ./dev. Reasons are in docs/stack.md.
packages_build="g++ cmake ninja-build ccache mold pkg-config python3
  libssl-dev libbotan-2-dev libsqlite3-dev libpq-dev libfmt-dev libspdlog-dev libcli11-dev libyaml-cpp-dev libicu-dev"
packages_web="ca-certificates"
packages_test="git libgtest-dev libgmock-dev librapidcheck-dev postgresql-15 chromium fonts-noto-cjk gdb"
packages_lint="clang-format-19 clang-tidy-19"
packages_fuzz="clang-19 libclang-rt-19-dev"
packages_bench="strace openssl"
packages_fresh="debootstrap"
# Headers only; the built Boost of Debian's default version conflicts with it (docs/stack.md).
package_boost="libboost1.81-dev"
