// SPDX-License-Identifier: AGPL-3.0-or-later
// Reading the access table and comparing it with the policy, cell by cell.
#include "access/access_table.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace xinan::access {
namespace {

constexpr std::string_view kHeading = "action,role,relation,class,answer,clause";
constexpr std::string_view kAny = "*";
constexpr std::string_view kGrant = "grant";
constexpr std::string_view kNone = "-";

std::vector<std::string_view> split(std::string_view text, char mark) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(mark);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

Error bad_line(int line, std::string what) {
    return fail(ErrorKind::invalid, "access.table", {{"line", std::to_string(line)}, {"what", std::move(what)}});
}

Result<TableRow> read_row(std::string_view text, int line) {
    const auto parts = split(text, ',');
    if (parts.size() != 6) return bad_line(line, "six columns");
    TableRow row{std::string(parts[0]), std::string(parts[1]), std::string(parts[2]), std::string(parts[3]),
                 std::string(parts[4]), std::string(parts[5]), line};
    if (detail::dotted_parts(row.action) != 3) return bad_line(line, "action");
    if (row.role != kAny && !role_from(row.role)) return bad_line(line, "role");
    if (row.relation != kAny && row.relation != kGrant && !relation_from(row.relation)) return bad_line(line, "relation");
    const bool permits = row.answer == "permit";
    if (!permits && row.answer != "refuse403" && row.answer != "refuse404") return bad_line(line, "answer");
    if (permits ? !class_from(row.reads) : row.reads != kNone) return bad_line(line, "class");
    if (row.clause != kNone && !detail::is_clause(row.clause)) return bad_line(line, "clause");
    return row;
}

// What the engine says of one cell.
struct Said {
    std::string answer, reads;
    std::vector<std::string> clauses;
};

Said ask(const Policy& policy, std::string_view action, Role role, std::string_view relation) {
    Subject subject;
    subject.roles.add(role);
    Standing standing;
    if (relation == kGrant) {
        GrantId grant;
        grant.bytes.fill(1);
        standing.grant = grant;
    } else if (const auto known = relation_from(relation); known && *known != Relation::none) {
        standing.relations.push_back(*known);
    }
    auto answer = policy.decide(subject, action, standing);
    if (answer.permitted) {
        const bool may = policy.may_try(subject, action);
        return {may ? "permit" : "permit without may_try", std::string(class_name(answer.reads)), std::move(answer.clauses)};
    }
    return {policy.may_try(subject, action) ? "refuse404" : "refuse403", std::string(kNone), std::move(answer.clauses)};
}

using Cell = std::tuple<std::string_view, std::string_view, std::string_view>;

class Comparison final {
   public:
    Comparison(const Policy& policy, const std::vector<TableRow>& rows) : policy_(policy) {
        for (const TableRow& row : rows) {
            actions_.insert(row.action);
            const auto [at, fresh] = rows_.emplace(Cell{row.action, row.role, row.relation}, &row);
            if (!fresh) say(row.action, row.role, row.relation, "is written twice, line " + std::to_string(row.line));
        }
        for (const Rule& rule : policy.rules()) actions_.insert(rule.action.name);
    }

    std::vector<std::string> run() {
        std::vector<std::string_view> relations{kGrant};
        for (unsigned i = 0; i < kRelationCount; ++i) relations.push_back(relation_name(static_cast<Relation>(i)));
        for (const auto action : actions_) {
            if (!policy_.knows(action)) say(action, kAny, kAny, "is in the table, but no rule of the policy names it");
            const bool has_row = std::ranges::any_of(rows_, [&](const auto& at) { return std::get<0>(at.first) == action; });
            if (!has_row) {
                say(action, kAny, kAny, "has no row in the table");
                continue;
            }
            for (unsigned r = 0; r < kRoleCount; ++r) {
                for (const auto relation : relations) compare(action, static_cast<Role>(r), relation);
            }
        }
        for (const auto& [cell, row] : rows_) {
            if (!used_.contains(row)) say(row->action, row->role, row->relation, "gives no cell: narrower rows hide it");
        }
        return std::move(findings_);
    }

   private:
    void say(std::string_view action, std::string_view role, std::string_view relation, const std::string& what) {
        findings_.push_back(std::string(action) + " × " + std::string(role) + " × " + std::string(relation) + " " + what);
    }

    const TableRow* narrowest(std::string_view action, std::string_view role, std::string_view relation) {
        const std::array<Cell, 4> order{Cell{action, role, relation}, Cell{action, role, kAny}, Cell{action, kAny, relation},
                                        Cell{action, kAny, kAny}};
        for (const Cell& cell : order) {
            if (const auto found = rows_.find(cell); found != rows_.end()) return found->second;
        }
        return nullptr;
    }

    void compare(std::string_view action, Role role, std::string_view relation) {
        const auto name = role_name(role);
        const TableRow* row = narrowest(action, name, relation);
        if (row == nullptr) return say(action, name, relation, "is given by no row");
        used_.insert(row);
        const Said said = ask(policy_, action, role, relation);
        const std::string where = " (line " + std::to_string(row->line) + ")";
        if (said.answer != row->answer || said.reads != row->reads) {
            return say(action, name, relation, "the table says " + row->answer + " " + row->reads + where + ", the policy " +
                                                   said.answer + " " + said.reads);
        }
        if (row->clause != kNone && std::ranges::find(said.clauses, row->clause) == said.clauses.end()) {
            say(action, name, relation, "the policy does not name clause " + row->clause + where);
        }
    }

    const Policy& policy_;
    std::set<std::string_view> actions_;
    std::map<Cell, const TableRow*> rows_;
    std::set<const TableRow*> used_;
    std::vector<std::string> findings_;
};

}  // namespace

Result<std::vector<TableRow>> read_access_table(std::string_view csv) {
    std::vector<TableRow> rows;
    bool heading_seen = false;
    int line = 0;
    for (std::string_view text : split(csv, '\n')) {
        ++line;
        if (text.ends_with('\r')) text.remove_suffix(1);
        if (text.empty() || text.front() == '#') continue;
        if (!heading_seen) {
            if (text != kHeading) return bad_line(line, std::string(kHeading));
            heading_seen = true;
            continue;
        }
        rows.push_back(TRY(read_row(text, line)));
    }
    if (!heading_seen) return bad_line(line, std::string(kHeading));
    return rows;
}

std::vector<TableRow> rows_of(const std::vector<TableRow>& rows, std::string_view prefix) {
    std::vector<TableRow> own;
    std::ranges::copy_if(rows, std::back_inserter(own), [&](const TableRow& row) { return row.action.starts_with(prefix); });
    return own;
}

std::vector<std::string> check_access_table(const Policy& policy, const std::vector<TableRow>& rows) {
    return Comparison(policy, rows).run();
}

}  // namespace xinan::access
