// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever arrives: parse answers or refuses, and what it accepts it renders and reads again to the same text.
#include <cstdint>

#include "http/json.hpp"

namespace {

enum class Word : std::uint8_t { one, two };
BOOST_DESCRIBE_ENUM(Word, one, two)

struct Item {
    std::int32_t n = 0;
    std::optional<std::string> text;
    std::vector<Item> items;
};
BOOST_DESCRIBE_STRUCT(Item, (), (n, text, items))

struct Everything {
    bool yes = false;
    std::int64_t big = 0;
    xinan::PrivateText name;
    Word word = Word::one;
    xinan::CaseId id;
    std::optional<xinan::UtcTime> at;
    std::optional<xinan::LocalDate> day;
    std::vector<Item> items;
    std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(Everything, (), (yes, big, name, word, id, at, day, items, tags))

template <class T>
void once(std::string_view text) {
    const auto first = xinan::http::parse<T>(text);
    if (!first) return;
    const std::string written = xinan::http::render(*first);
    const auto second = xinan::http::parse<T>(written);
    if (!second || xinan::http::render(*second) != written) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = xinan::text_of({data, size});
    once<Everything>(text);
    once<Item>(text);
    return 0;
}
