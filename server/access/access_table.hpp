// SPDX-License-Identifier: AGPL-3.0-or-later
// The access table written by hand from the clauses (tests/contract/access.csv), read and held against the policy.
// Not the policy itself: two people write the same rules twice, and a test says where they differ.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/access.hpp"

namespace xinan::access {

// One line of the table. role and relation may be "*": the default of its action.
struct TableRow {
    std::string action;
    std::string role;      // a role, or "*"
    std::string relation;  // a relation, "none", "grant" (a grant in force and no relation), or "*"
    std::string reads;     // class of field opened: plain | personal | content | process; "-" of a refusal
    std::string answer;    // permit | refuse403 | refuse404
    std::string clause;    // one clause the answer must name; "-" when the line binds none
    int line = 0;
};

// Comment lines start with '#'; the first other line is the heading. No quoting: no field holds a comma.
// Errors: invalid access.table {line, what}.
Result<std::vector<TableRow>> read_access_table(std::string_view csv);

// The rows of actions that begin with `prefix` ("identity."): a layer's test checks its own part.
std::vector<TableRow> rows_of(const std::vector<TableRow>& rows, std::string_view prefix);

// Every action of the policy and of the rows × every role × {none, each relation, grant}: the narrowest row gives the answer
// (role and relation, then role and *, then * and relation, then * and *), and the policy must agree on answer, class and
// clause. Returns a sentence for each disagreement, each action without a row, each cell no row gives, each row that no
// cell uses and each row written twice. Empty: the table and the policy say the same.
std::vector<std::string> check_access_table(const Policy& policy, const std::vector<TableRow>& rows);

}  // namespace xinan::access
