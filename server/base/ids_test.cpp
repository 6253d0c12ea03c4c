// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/ids.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <unordered_set>

#include "base/testing.hpp"

namespace xinan {
namespace {

using testing::code_of;
using testing::kTestNow;
using testing::must;

static_assert(!std::is_convertible_v<PersonId, StaffId>, "ids of different kinds cannot be swapped");
static_assert(!std::is_constructible_v<PersonId, StaffId>, "ids of different kinds cannot be swapped");

RC_GTEST_PROP(Ids, TextGivesBackTheSameId, (std::uint64_t seed)) {
    const auto random = seeded_random(seed);
    const auto id = new_random<PersonId>(*random);
    RC_ASSERT(must(parse_id<PersonId>(id.text())) == id);
    RC_ASSERT(id_from<PersonId>(id.view()) == id);
    RC_ASSERT(id.text().size() == 32u);
}

TEST(Ids, OtherTextsAreRefused) {
    for (const char* text : {"", "00", "0123456789ABCDEF0123456789ABCDEF", "0123456789abcdef0123456789abcde",
                             "0123456789abcdef0123456789abcdef0", "0123456789abcdef0123456789abcdeg"}) {
        EXPECT_EQ(code_of(parse_id<CaseId>(text)), "base.not_an_id") << text;
    }
}

TEST(Ids, AnIdOfOurDatabaseWithAnotherLengthIsABug) {
    EXPECT_THROW((void)id_from<CaseId>(Bytes(15)), Impossible);
}

TEST(Ids, OrderedOnesSortByTheirMilliseconds) {
    const auto random = seeded_random(1);
    auto before = new_ordered<SessionId>(*random, kTestNow);
    for (int i = 1; i <= 1000; ++i) {
        const auto next = new_ordered<SessionId>(*random, kTestNow + Millis{i});
        EXPECT_LT(before, next);
        before = next;
    }
}

TEST(Ids, TenThousandAreAllDifferent) {
    const auto random = system_random();
    std::unordered_set<PersonId> ids;
    for (int i = 0; i < 10'000; ++i) ids.insert(new_random<PersonId>(*random));
    EXPECT_EQ(ids.size(), 10'000u);
    EXPECT_FALSE(ids.contains(PersonId{}));
}

}  // namespace
}  // namespace xinan
