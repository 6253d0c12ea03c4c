// SPDX-License-Identifier: AGPL-3.0-or-later
// Figures of consent and how they are loaded.
#include <array>

#include "capabilities/consent/service.hpp"

namespace xinan::consent {
namespace {

using store::Origin;
using store::SettingSpec;

// clang-format off
constexpr std::array kSettings{
    SettingSpec{"consent.guardian_for_14_to_17", "flag",  0,               0,      1,               "C1.5h", Origin::standard},
    SettingSpec{"consent.signature_bytes_max",   "bytes", 200 * 1024,      1024,   200 * 1024,      "",      Origin::standard},
    SettingSpec{"consent.scan_bytes_max",        "bytes", 5 * 1024 * 1024, 102400, 5 * 1024 * 1024, "",      Origin::standard},
};
// clang-format on

}  // namespace

std::span<const SettingSpec> settings() { return kSettings; }

Result<Parameters> parameters(store::Tx& tx, UtcTime at) {
    return Parameters{.guardian_for_14_to_17 = TRY(store::setting(tx, kSettings[0], at)) != 0,
                      .signature_bytes_max = TRY(store::setting(tx, kSettings[1], at)),
                      .scan_bytes_max = TRY(store::setting(tx, kSettings[2], at))};
}

}  // namespace xinan::consent
