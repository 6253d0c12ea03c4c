// SPDX-License-Identifier: AGPL-3.0-or-later
// The figures of the rules with their bounds and dates, and the help numbers: to look at, and to change one at a time.
#include <algorithm>
#include <array>

#include "capabilities/governance/rules.hpp"
#include "capabilities/governance/store.hpp"
#include "http/route.hpp"
#include "store/setting_dates.hpp"

namespace xinan::governance {

constexpr std::int64_t kFigureMax = 1'000'000'000;

enum class SettingOrigin : std::uint8_t { source, standard };
BOOST_DESCRIBE_ENUM(SettingOrigin, source, standard)
struct DatedValue {
    std::int64_t value = 0;
    UtcTime valid_from;
};
BOOST_DESCRIBE_STRUCT(DatedValue, (), (value, valid_from))
struct Setting {
    std::string key;
    std::string title;
    std::string unit;
    std::int64_t value = 0;
    std::int64_t standard = 0;
    std::int64_t min = 0;
    std::int64_t max = 0;
    bool fixed = false;
    std::string clause;
    SettingOrigin origin = SettingOrigin::standard;
    std::optional<UtcTime> valid_from;
    std::vector<DatedValue> planned;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{
            http::Bounds{"unit", 1, 40, "单位;strength:0 必须,1 可带理由继续,2 关闭", "strength: 0 hard, 1 warn with a reason, 2 off"},
            http::Bounds{"standard", -kFigureMax, kFigureMax, "默认值", "the default"},
            http::Bounds{"min", -kFigureMax, kFigureMax, "本中心可以选的最小值", "the least this centre may choose"},
            http::Bounds{"max", -kFigureMax, kFigureMax, "本中心可以选的最大值", "the most this centre may choose"},
            http::Bounds{"fixed", 0, 0, "不能改", "cannot be changed"},
            http::Bounds{"clause", 0, 20, "所依据的条款", "the clause it rests on"},
            http::Bounds{"valid_from", 0, 0, "没有时,用的是默认值", "absent: the default is in force"},
            http::Bounds{"planned", 0, 4000, "以后生效的值", "values of a later date"}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(Setting, (), (key, title, unit, value, standard, min, max, fixed, clause, origin, valid_from, planned))
struct SettingList {
    std::int64_t version = 1;
    std::vector<Setting> items;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"items", 0, 1000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(SettingList, (), (version, items))
struct SettingBody {
    std::string key;
    std::int64_t value = 0;
    std::optional<UtcTime> valid_from;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{
            http::Bounds{"key", 3, 80},
            http::Bounds{"value", -kFigureMax, kFigureMax},
            http::Bounds{"valid_from", 0, 0, "从何时起;不写就是现在", "from when; without it, now"}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(SettingBody, (), (key, value, valid_from))

// HelpNumber as it travels: what is wrong with a line is said by the rules, each field by its own words.
struct HelpNumberBody {
    std::string label_zh, label_en, number;
};
BOOST_DESCRIBE_STRUCT(HelpNumberBody, (), (label_zh, label_en, number))
struct HelpNumbersBody {
    std::vector<HelpNumberBody> items;
};
BOOST_DESCRIBE_STRUCT(HelpNumbersBody, (), (items))
struct HelpNumberList {
    std::int64_t version = 1;
    bool own = false;
    std::vector<HelpNumberBody> items;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"own", 0, 0, "本中心自己的;否则是通用的", "the centre's own; otherwise the standard ones"}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(HelpNumberList, (), (version, own, items))

namespace {

using http::Call;
using http::Reply;

constexpr std::string_view kSettings = "settings";
constexpr std::string_view kHelpNumbers = "help_numbers";

AllSettings g_all_settings = nullptr;

std::vector<store::SettingSpec> all_specs() { return g_all_settings == nullptr ? std::vector<store::SettingSpec>{} : g_all_settings(); }

// A figure has no id of its own: the same key gives the same subject, so that its changes are found together.
ledger::Subject subject_of(const Call& call, std::string_view key) {
    const auto hash = call.env.vault.suite().hash(view_of(key));
    AnyId id{};
    std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
    return {"setting", id};
}

Setting shown(const Call& call, const store::SettingSpec& spec, const std::vector<store::DatedSetting>& dated) {
    const Choice choice = choice_of(spec);
    const std::string title = title_key(spec.key);
    Setting out{.key = std::string(spec.key),
                .title = call.env.messages.has(title) ? call.env.messages.text(call.language, title) : std::string(spec.key),
                .unit = std::string(spec.unit),
                .value = spec.standard,
                .standard = spec.standard,
                .min = choice.min,
                .max = choice.max,
                .fixed = choice.fixed(),
                .clause = std::string(spec.clause),
                .origin = spec.origin == store::Origin::source ? SettingOrigin::source : SettingOrigin::standard,
                .valid_from = {},
                .planned = {}};
    for (const auto& each : dated) {  // by key, then date
        if (each.key != spec.key) continue;
        if (each.valid_from <= call.now) {
            out.value = each.value;
            out.valid_from = each.valid_from;
        } else {
            out.planned.push_back({each.value, each.valid_from});
        }
    }
    return out;
}

Result<SettingList> list_of(Call& call) {
    SettingList list;
    const auto dated = TRY(call.read([&](store::Tx& tx) -> Result<std::vector<store::DatedSetting>> {
        list.version = TRY(rows::version(tx, kSettings));
        return store::dated_settings(tx);
    }));
    for (const store::SettingSpec& spec : all_specs()) {
        if (spec.unit != "mark") list.items.push_back(shown(call, spec, dated));
    }
    return list;
}

Result<Reply> handle_settings(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    const auto list = TRY(list_of(call));
    return http::ok(list, list.version);
}

Result<Reply> handle_set(Call& call) {
    const std::int64_t version = TRY(call.version());
    const auto body = TRY(http::parse<SettingBody>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const auto specs = all_specs();
    const auto spec = std::ranges::find(specs, body.key, &store::SettingSpec::key);
    if (spec == specs.end()) return call.refuse_read({});
    const UtcTime from = TRY(valid_from(body.valid_from, call.now));
    const auto subject = subject_of(call, body.key);
    ledger::Deed deed = call.deed(ledger::Outcome::done, {subject}, "admin",
                                  spec->clause.empty() ? std::vector<std::string>{} : std::vector{std::string(spec->clause)}, &answer);
    // Which value from when: whoever asks later can hold the rows against the ledger.
    deed.object_hash = call.env.vault.suite().hash(
        view_of(body.key + '\0' + std::to_string(body.value) + '\0' + std::to_string(from.ms)));
    TRY_VOID(call.write({subject}, [&](store::Tx& tx) -> Result<void> {
        TRY_VOID(check_value(*spec, body.value));
        TRY_VOID(rows::advance(tx, kSettings, version, call.now));
        TRY_VOID(store::set_setting(tx, *spec, body.value, from));
        ledger::leave(tx, deed);
        return {};
    }));
    const auto list = TRY(list_of(call));
    return http::ok(list, list.version);
}

std::vector<HelpNumberBody> bodies(const std::vector<HelpNumber>& numbers) {
    std::vector<HelpNumberBody> out;
    for (const HelpNumber& each : numbers) out.push_back({each.label_zh, each.label_en, each.number});
    return out;
}

Result<HelpNumberList> help_list_of(Call& call) {
    HelpNumberList list;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        const auto own = TRY(rows::help_numbers(tx));
        list = {TRY(rows::version(tx, kHelpNumbers)), !own.empty(), bodies(own.empty() ? standard_help_numbers() : own)};
        return {};
    }));
    return list;
}

Result<Reply> handle_help_numbers(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    const auto list = TRY(help_list_of(call));
    return http::ok(list, list.version);
}

Result<Reply> handle_set_help_numbers(Call& call) {
    const std::int64_t version = TRY(call.version());
    auto body = TRY(http::parse<HelpNumbersBody>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    std::vector<HelpNumber> typed;
    for (HelpNumberBody& each : body.items) typed.push_back({std::move(each.label_zh), std::move(each.label_en), std::move(each.number)});
    const auto numbers = TRY(clean_help_numbers(std::move(typed)));
    const auto subject = subject_of(call, kHelpNumbers);
    const auto deed = call.deed(ledger::Outcome::done, {subject}, "admin", {}, &answer);
    TRY_VOID(call.write({subject}, [&](store::Tx& tx) -> Result<void> {
        TRY_VOID(rows::advance(tx, kHelpNumbers, version, call.now));
        TRY_VOID(rows::replace_help_numbers(tx, numbers));
        ledger::leave(tx, deed);
        return {};
    }));
    const auto list = TRY(help_list_of(call));
    return http::ok(list, list.version);
}

using http::Method;
using http::Repeat;
using http::Route;
using http::shape_of;

constexpr Route kRoutes[] = {
    {.method = Method::get,
     .path = "/api/v1/settings",
     .action = "governance.setting.list",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60},
     .summary = "Every figure of the rules: value in force, default, bounds, clause, origin, and values of a later date.",
     .reply = shape_of<SettingList>,
     .handler = handle_settings},
    {.method = Method::put,
     .path = "/api/v1/settings",
     .action = "governance.setting.change",
     .repeat = Repeat::by_version,
     .limits = {.body_bytes_max = 1024, .per_minute_max = 30},
     .summary = "Sets one figure from now or from a later date; never looser than its source.",
     .request = shape_of<SettingBody>,
     .reply = shape_of<SettingList>,
     .handler = handle_set},
    {.method = Method::get,
     .path = "/api/v1/help-numbers",
     .action = "governance.help_number.list",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60},
     .summary = "The help numbers that every page shows, with their version.",
     .reply = shape_of<HelpNumberList>,
     .handler = handle_help_numbers},
    {.method = Method::put,
     .path = "/api/v1/help-numbers",
     .action = "governance.help_number.change",
     .repeat = Repeat::by_version,
     .limits = {.body_bytes_max = 4096, .per_minute_max = 30},
     .summary = "The centre's own help numbers, in order; none: the standard ones again.",
     .request = shape_of<HelpNumbersBody>,
     .reply = shape_of<HelpNumberList>,
     .handler = handle_set_help_numbers},
};
static_assert(http::well_formed(kRoutes), "every route names its action, limits and repeat rule");

}  // namespace

void bind_settings(AllSettings all) {
    ensure(g_all_settings == nullptr || g_all_settings == all, "the list of figures is bound once");
    g_all_settings = all;
}

Result<std::vector<HelpNumber>> help_numbers(store::Tx& tx) {
    auto own = TRY(rows::help_numbers(tx));
    return own.empty() ? standard_help_numbers() : std::move(own);
}

std::span<const http::Route> routes() { return kRoutes; }

}  // namespace xinan::governance
