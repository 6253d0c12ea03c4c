// SPDX-License-Identifier: AGPL-3.0-or-later
// The templates of Call. Include route.hpp, not this.
#pragma once

#include <string_view>
#include <utility>

#include "http/route.hpp"

namespace xinan::http {

namespace detail {
// The segment of {name}; ensures that the route's template has it.
std::string_view segment_of(const Call& call, std::string_view name);
}  // namespace detail

template <class IdType>
Result<IdType> Call::id(std::string_view name) const {
    auto parsed = parse_id<IdType>(detail::segment_of(*this, name));
    if (!parsed) return access::not_known();
    return parsed;
}

template <class F>
auto Call::write(std::vector<ledger::Subject> subjects, F op) -> std::invoke_result_t<F&, store::Tx&> {
    return env.store.write(centre(), std::move(op), refusal(std::move(subjects)));
}

}  // namespace xinan::http
