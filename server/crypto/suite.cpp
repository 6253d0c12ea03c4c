// SPDX-License-Identifier: AGPL-3.0-or-later
#include "crypto/suite.hpp"

#include "crypto/suite_guomi.hpp"
#include "crypto/suite_international.hpp"

namespace xinan::crypto {

const Suite& suite(SuiteId id) {
    switch (id) {
        case SuiteId::international:
            return international_suite();
        case SuiteId::guomi:
            return guomi_suite();
    }
    ensure_or_die_failed("a suite is international or guomi", std::source_location::current());
}

Result<SuiteId> parse_suite(std::string_view name) {
    for (const SuiteId id : {SuiteId::international, SuiteId::guomi}) {
        if (suite(id).name() == name) return id;
    }
    return fail(ErrorKind::invalid, "crypto.unknown_suite");
}

}  // namespace xinan::crypto
