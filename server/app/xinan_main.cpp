// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands.hpp"

int main(int argc, char** argv) { return xinan::app::run_command_line(argc, argv); }
