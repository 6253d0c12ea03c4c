// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/words.hpp"

#include <gtest/gtest.h>

namespace xinan {
namespace {

// The constructors are consteval, so a wrong literal is a compile error; the rules they use are tested here.
TEST(Words, ActionsAndGuardsAreDottedWords) {
    struct Row {
        const char* text;
        int parts;
    };
    const Row table[] = {
        {"scheduling.appointment.book", 3},
        {"care.home_visit.add", 3},
        {"consent.missing", 2},
        {"word", 1},
        {"", 0},
        {".", 0},
        {"a.", 0},
        {".a", 0},
        {"a..b", 0},
        {"A.b", 0},
        {"a b.c", 0},
        {"a-b.c", 0},
        {"预约.新建", 0},
        {"a.b.c.d", 4},
    };
    for (const Row& row : table) EXPECT_EQ(detail::dotted_parts(row.text), row.parts) << row.text;
    EXPECT_EQ(Action("scheduling.appointment.book").name, "scheduling.appointment.book");
    EXPECT_EQ(Guard("consent.missing"), Guard("consent.missing"));
}

TEST(Words, ClausesLookLikeTheOnesOfTheRuleBook) {
    for (const char* id : {"B2.1.1d", "A1", "C5.4.2", "D12.3"}) EXPECT_TRUE(detail::is_clause(id)) << id;
    for (const char* id : {"", "B", "E1", "b2", "B2.", "B2 1", "Bx", "B2.1.1D", "B2.1.1.1.1.1.1"}) {
        EXPECT_FALSE(detail::is_clause(id)) << id;
    }
    EXPECT_EQ(Clause("B2.1.1d").id, "B2.1.1d");
}

}  // namespace
}  // namespace xinan
