// SPDX-License-Identifier: AGPL-3.0-or-later
// The bench program: the tools of bench/run.py, and otherwise the product's own command line. Linked once as it is and once
// for each variant (variant_*.cpp), so that a variant makes, seeds and serves its own centre.
#include <cstdio>
#include <string_view>
#include <utility>

#include "app/commands.hpp"
#include "bench/tool.hpp"

int main(int argc, char** argv) {
    using namespace xinan;  // tidy-ok: one function
    constexpr std::pair<std::string_view, int (*)(bench::Arguments)> kTools[] = {
        {"load", bench::load}, {"raw", bench::raw},   {"seed", bench::seed},    {"signin", bench::signin},
        {"deeds", bench::deeds}, {"tree", bench::tree}, {"unseal", bench::unseal}};
    for (const auto& [name, run] : kTools) {
        if (argc > 1 && name == argv[1]) return run({argv + 2, static_cast<std::size_t>(argc - 2)});
    }
    return app::run_command_line(argc, argv);
}
