// SPDX-License-Identifier: AGPL-3.0-or-later
// How a name is spelled with Latin letters when somebody searches for it. ICU knows the usual reading of an ideograph;
// the tables below know how it is read in names, where that differs or where people type several.
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <span>

#include "base/text.hpp"

namespace xinan {

namespace {

constexpr std::size_t kReadingsMax = 8;

// Readings separated by a blank, the likeliest first. In a surname of two ideographs one word each.
struct Row {
    std::u16string_view han;
    std::string_view readings;
};

constexpr std::array kDoubleSurnames{
    Row{u"尉迟", "yu chi"},  Row{u"万俟", "mo qi"},     Row{u"长孙", "zhang sun"}, Row{u"单于", "chan yu"},
    Row{u"令狐", "ling hu"}, Row{u"澹台", "tan tai"},   Row{u"鲜于", "xian yu"},   Row{u"皇甫", "huang fu"},
    Row{u"夏侯", "xia hou"}, Row{u"濮阳", "pu yang"},   Row{u"亓官", "qi guan"},   Row{u"呼延", "hu yan"},
    Row{u"宰父", "zai fu"},  Row{u"乐正", "yue zheng"},
};

// As the first ideograph of a name.
constexpr std::array kSurnames{
    Row{u"单", "shan dan"}, Row{u"仇", "qiu chou"},  Row{u"曾", "zeng ceng"}, Row{u"解", "xie jie"},
    Row{u"查", "zha cha"},  Row{u"区", "ou qu"},     Row{u"朴", "piao pu"},   Row{u"盖", "ge gai"},
    Row{u"覃", "qin tan"},  Row{u"缪", "miao mou"},  Row{u"乐", "yue le"},    Row{u"翟", "zhai di"},
    Row{u"员", "yun yuan"}, Row{u"折", "she zhe"},   Row{u"黑", "he hei"},    Row{u"秘", "bi mi"},
    Row{u"繁", "po fan"},   Row{u"种", "chong"},     Row{u"重", "chong"},     Row{u"召", "shao zhao"},
    Row{u"祭", "zhai ji"},  Row{u"谌", "chen shen"}, Row{u"郗", "xi chi"},    Row{u"隗", "wei kui"},
    Row{u"任", "ren"},      Row{u"洗", "xian"},      Row{u"车", "che"},       Row{u"费", "fei bi"},
    Row{u"撒", "sa"},       Row{u"那", "na"},        Row{u"都", "du"},        Row{u"宓", "mi fu"},
    Row{u"颉", "xie jie"},  Row{u"牟", "mou mu"},    Row{u"过", "guo"},       Row{u"度", "duo du"},
    Row{u"不", "fou"},      Row{u"炅", "gui jiong"}, Row{u"尉", "wei"},       Row{u"褚", "chu"},
    Row{u"晟", "cheng"},    Row{u"句", "gou ju"},    Row{u"教", "jiao"},      Row{u"能", "nai neng"},
    Row{u"应", "ying"},     Row{u"宁", "ning"},      Row{u"纪", "ji"},        Row{u"逄", "pang"},
    Row{u"佴", "nai"},      Row{u"澹", "tan"},       Row{u"藏", "zang cang"}, Row{u"强", "qiang"},
    Row{u"肖", "xiao"},     Row{u"幺", "yao"},       Row{u"石", "shi"},       Row{u"葛", "ge"},
};

// Anywhere else in a name (and first, if it is not in the table above).
constexpr std::array kInNames{
    Row{u"卜", "bu"},          Row{u"阚", "kan"},       Row{u"薄", "bo"},          Row{u"珩", "heng hang"},
    Row{u"晟", "sheng cheng"}, Row{u"茜", "xi qian"},   Row{u"娜", "na nuo"},      Row{u"莎", "sha suo"},
    Row{u"乐", "le yue"},      Row{u"行", "xing hang"}, Row{u"长", "chang zhang"}, Row{u"重", "zhong chong"},
    Row{u"柏", "bai bo"},      Row{u"炅", "jiong gui"}, Row{u"佛", "fo"},          Row{u"朝", "chao zhao"},
    Row{u"盛", "sheng cheng"}, Row{u"传", "chuan"},     Row{u"曾", "zeng ceng"},   Row{u"单", "dan shan"},
    Row{u"都", "du dou"},      Row{u"种", "zhong"},     Row{u"俟", "si qi"},       Row{u"颉", "jie xie"},
    Row{u"𠮷", "ji"},          Row{u"晁", "chao"},      Row{u"调", "tiao diao"},   Row{u"藏", "zang cang"},
    Row{u"阿", "a e"},         Row{u"提", "ti"},        Row{u"斯", "si"},          Row{u"尔", "er"},
};

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

const Row* find_row(std::span<const Row> table, std::u16string_view han) {
    const auto row = std::find_if(table.begin(), table.end(), [&](const Row& r) { return r.han == han; });
    return row != table.end() ? &*row : nullptr;
}

// One shared transliterator of each kind: making one costs a tenth of a second. ICU does not promise that they may be
// used from several threads at once, so a lock goes with each.
class Letters final {
 public:
    explicit Letters(const char* id) {
        UErrorCode status = U_ZERO_ERROR;
        transliterator_.reset(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
        ensure(U_SUCCESS(status) != 0 && transliterator_ != nullptr, "ICU has its transliteration data");
    }
    icu::UnicodeString operator()(icu::UnicodeString text) {
        const std::lock_guard lock(mutex_);
        transliterator_->transliterate(text);
        return text;
    }

 private:
    std::mutex mutex_;
    std::unique_ptr<icu::Transliterator> transliterator_;
};

std::string plain_latin(const icu::UnicodeString& text) {
    static Letters to_ascii("Latin-ASCII; Lower");
    std::string utf8;
    to_ascii(text).toUTF8String(utf8);
    return utf8;
}

// ICU's reading without tones; empty where it has none. 吕 lǚ is typed lv, lu or (in passports) lyu.
std::vector<std::string> usual_readings(const icu::UnicodeString& ideograph) {
    static Letters to_pinyin("Han-Latin; NFC");
    const icu::UnicodeString toned = to_pinyin(ideograph);
    if (toned == ideograph) return {};
    const std::string plain = plain_latin(toned);
    constexpr std::u16string_view kUmlauts = u"üǖǘǚǜ";
    for (std::int32_t i = 0; i < toned.length(); ++i) {
        if (kUmlauts.find(toned[i]) == std::u16string_view::npos) continue;
        const std::size_t at = plain.find('u');
        if (at == std::string::npos) break;
        const std::string head = plain.substr(0, at);
        const std::string tail = plain.substr(at + 1);
        return {head + 'v' + tail, plain, head + "yu" + tail};
    }
    return {plain};
}

bool is_han(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    return c == 0x3007 || uscript_getScript(c, &status) == USCRIPT_HAN;
}

// A part of a name with the ways to spell it; starts_word says that its first letter is an initial.
struct Part {
    std::vector<std::string> spellings;
    bool starts_word;
};

std::vector<std::string> readings_of(const icu::UnicodeString& ideograph, bool first) {
    const std::u16string_view han(ideograph.getBuffer(), static_cast<std::size_t>(ideograph.length()));
    const Row* row = first ? find_row(kSurnames, han) : nullptr;
    if (row == nullptr) row = find_row(kInNames, han);
    return row != nullptr ? words_of(row->readings) : usual_readings(ideograph);
}

std::vector<Part> parts_of(const icu::UnicodeString& name) {
    std::vector<Part> parts;
    std::int32_t i = 0;
    if (name.length() > 2) {
        const std::u16string_view head(name.getBuffer(), 2);
        if (const Row* row = find_row(kDoubleSurnames, head)) {
            for (std::string& word : words_of(row->readings)) parts.push_back({{std::move(word)}, true});
            i = 2;
        }
    }
    bool in_word = false;
    while (i < name.length()) {
        const UChar32 c = name.char32At(i);
        const icu::UnicodeString one(c);
        if (is_han(c)) {
            std::vector<std::string> readings = readings_of(one, i == 0);
            if (!readings.empty()) parts.push_back({std::move(readings), true});
            in_word = false;
        } else if (u_isalpha(c) != 0) {
            const std::string letters = plain_latin(one);
            if (!letters.empty()) parts.push_back({{letters}, !in_word});
            in_word = true;
        } else if (c != '\'' && u_charType(c) != U_NON_SPACING_MARK) {
            in_word = false;
        }
        i = name.moveIndex32(i, 1);
    }
    return parts;
}

// The first letter in UTF-8, whole also where it is not Latin.
std::string_view first_letter(std::string_view text) {
    std::size_t end = 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    return text.substr(0, end);
}

}  // namespace

std::vector<NameReading> name_readings(std::string_view name) {
    const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int>(name.size())));
    std::vector<NameReading> readings{NameReading{}};
    for (const Part& part : parts_of(text)) {
        // INVARIANT: readings[0] is spelled with the likeliest reading of every part so far.
        std::vector<NameReading> longer;
        for (const std::string& spelling : part.spellings) {
            for (const NameReading& so_far : readings) {
                if (longer.size() == kReadingsMax) break;
                longer.push_back({so_far.full + spelling, so_far.initials});
                if (part.starts_word) longer.back().initials += first_letter(spelling);
            }
        }
        readings = std::move(longer);
    }
    if (readings.front().full.empty()) readings.clear();
    return readings;
}

std::string pinyin(std::string_view name) {
    const auto readings = name_readings(name);
    return readings.empty() ? std::string() : readings.front().full;
}

std::string pinyin_initials(std::string_view name) {
    const auto readings = name_readings(name);
    return readings.empty() ? std::string() : readings.front().initials;
}

}  // namespace xinan
