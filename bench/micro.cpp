// SPDX-License-Identifier: AGPL-3.0-or-later
// What one core does inside the process: a bare tree over the ledger's bytes, and sealed fields opened one after the other.
#include <fmt/core.h>

#include <cstdlib>

#include "app/application.hpp"
#include "bench/tool.hpp"
#include "ledger/store.hpp"
#include "ledger/tree.hpp"

namespace xinan::bench {
namespace {

constexpr std::size_t kFieldBytes = 1024;
constexpr std::uint64_t kPage = 4096;

Result<void> bare_tree(app::Application& app) {
    const CentreId centre = TRY(app.centres()).front().id;
    std::vector<Bytes> bodies;
    while (true) {
        const auto rows = TRY(app.store().read(centre, [&](store::Tx& tx) { return ledger::rows::entries(tx, bodies.size(), bodies.size() + kPage); }));
        for (std::size_t i = 0; i < rows.size(); ++i) bodies.push_back(to_bytes(rows.bytes(i, ledger::rows::kBody)));
        if (rows.size() < kPage) break;
    }
    const crypto::Suite& suite = app.vault().suite();
    std::size_t bytes = 0;
    const std::int64_t begun = nanos();
    ledger::Frontier frontier;
    for (const Bytes& body : bodies) {
        frontier.append(suite, ledger::leaf_hash(suite, body));
        bytes += body.size();
    }
    const auto root = frontier.root(suite);
    const double seconds = static_cast<double>(nanos() - begun) / 1e9;
    fmt::print("{{\"entries\": {}, \"bytes\": {}, \"seconds\": {:.4f}, \"root\": \"{}\"}}\n", bodies.size(), bytes, seconds, to_hex(root));
    return {};
}

Result<void> open_fields(app::Application& app, Random& random, double seconds) {
    const CentreId centre = TRY(app.centres()).front().id;
    const PersonId person = new_random<PersonId>(random);
    const crypto::Scope scope{crypto::ScopeKind::visitor_file, any(person)};
    TRY_VOID(app.vault().create_key(centre, scope));
    std::vector<std::pair<crypto::Place, Bytes>> fields;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        Bytes plain(kFieldBytes);
        random.fill(plain);
        const crypto::Place place{centre, scope, "bench", any(new_random<PersonId>(random)), "text", i + 1};
        fields.emplace_back(place, TRY(app.vault().seal_field(place, plain)));
    }
    // The thread's own time, as openssl speed takes it: what others do on this machine does not count.
    std::int64_t opened = 0;
    const std::int64_t begun = nanos(CLOCK_THREAD_CPUTIME_ID);
    std::int64_t now = begun;
    while (static_cast<double>(now - begun) < seconds * 1e9) {
        for (const auto& [place, sealed] : fields) opened += TRY(app.vault().open_field(place, sealed)).size() == kFieldBytes ? 1 : 0;
        now = nanos(CLOCK_THREAD_CPUTIME_ID);
    }
    fmt::print("{{\"fields\": {}, \"bytes\": {}, \"seconds\": {:.4f}}}\n", opened, opened * static_cast<std::int64_t>(kFieldBytes),
               static_cast<double>(now - begun) / 1e9);
    return {};
}

int with_application(const char* data, const std::function<Result<void>(app::Application&, Random&)>& run) {
    const auto result = [&]() -> Result<void> {
        const auto clock = system_clock();
        const auto random = system_random();
        const app::Folder folder{data};
        auto app = TRY(app::Application::open(folder, TRY(app::read_settings(folder)), *clock, *random));
        if (!TRY(app->unseal_by_file())) return fail(ErrorKind::invalid, "bench.sealed");
        return run(*app, *random);
    }();
    if (!result) fmt::print(stderr, "{}\n", result.error().code);
    return result ? 0 : 1;
}

}  // namespace

int tree(Arguments args) {
    if (args.size() != 1) return 2;
    return with_application(args[0], [](app::Application& app, Random&) { return bare_tree(app); });
}

int unseal(Arguments args) {
    if (args.size() != 2) return 2;
    return with_application(args[0], [&](app::Application& app, Random& random) { return open_fields(app, random, std::atof(args[1])); });
}

}  // namespace xinan::bench
