// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/pg_values.hpp"

namespace xinan::store {

namespace {

// pg_type.dat; these never change.
constexpr Oid kBool = 16, kBytes = 17, kName = 19, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kOid = 26, kUnknown = 705,
              kVarchar = 1043, kNumeric = 1700, kVoid = 2278;

std::uint64_t big_endian(const std::uint8_t* bytes, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = (value << 8U) | bytes[i];
    return value;
}

// sum() of integers is a numeric: groups of four decimal digits, an exponent and a sign.
std::int64_t whole_numeric(ByteView bytes) {
    ensure(bytes.size() >= 8, "a numeric has a header");
    const auto word = [&](std::size_t i) { return static_cast<std::int16_t>(big_endian(bytes.data() + 2 * i, 2)); };
    const int digits = word(0), weight = word(1);
    const bool negative = static_cast<std::uint16_t>(word(2)) == 0x4000;
    ensure(digits <= weight + 1 && weight < 5 && (negative || word(2) == 0), "a number without fraction, within 64 bits");
    std::int64_t value = 0;
    for (int i = 0; i <= weight; ++i) {
        const std::int64_t group = i < digits ? word(4 + static_cast<std::size_t>(i)) : 0;
        std::int64_t shifted = 0;
        const bool fits = !__builtin_mul_overflow(value, 10000, &shifted) && !__builtin_add_overflow(shifted, group, &value);
        ensure(fits, "a number within 64 bits");
    }
    return negative ? -value : value;
}

void copy_cell(RowsBuilder& builder, Oid type, ByteView bytes) {
    switch (type) {
        case kBool: builder.integer(bytes[0] != 0 ? 1 : 0); return;
        case kInt2: builder.integer(static_cast<std::int16_t>(big_endian(bytes.data(), 2))); return;
        case kInt4: builder.integer(static_cast<std::int32_t>(big_endian(bytes.data(), 4))); return;
        case kOid: builder.integer(static_cast<std::int64_t>(big_endian(bytes.data(), 4))); return;
        case kInt8: builder.integer(static_cast<std::int64_t>(big_endian(bytes.data(), 8))); return;
        case kNumeric: builder.integer(whole_numeric(bytes)); return;
        case kText:
        case kVarchar:
        case kName:
        case kUnknown: builder.text(text_of(bytes)); return;
        case kBytes: builder.bytes(bytes); return;
        case kVoid: builder.null(); return;
        default: ensure(false, "columns are integers, text or bytes; another type came: " + std::to_string(type));
    }
}

struct Letter {
    char operator()(std::monostate) const { return 'n'; }
    char operator()(std::int64_t) const { return 'i'; }
    char operator()(std::string_view) const { return 't'; }
    char operator()(ByteView) const { return 'b'; }
};

}  // namespace

PgParameters::PgParameters(const CentreId& centre, std::span<const Value> values, std::size_t count)
    : integers_(values.size()), pointers_(count), lengths_(count), formats_(count, 1) {
    if (count == 0) return;
    const auto set = [&](std::size_t i, ByteView bytes) {
        // An empty value is not null: it needs some address.
        pointers_[i] = bytes.data() == nullptr ? "" : text_of(bytes).data();
        lengths_[i] = static_cast<int>(bytes.size());
    };
    set(0, centre.view());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (const auto* number = std::get_if<std::int64_t>(&values[i])) {
            auto bits = static_cast<std::uint64_t>(*number);
            for (std::size_t j = 8; j-- > 0; bits >>= 8U) integers_[i][j] = static_cast<char>(bits & 0xFFU);
            pointers_[i + 1] = integers_[i].data();
            lengths_[i + 1] = 8;
        } else if (const auto* text = std::get_if<std::string_view>(&values[i])) {
            set(i + 1, view_of(*text));
        } else if (const auto* bytes = std::get_if<ByteView>(&values[i])) {
            set(i + 1, *bytes);
        }
    }
}

std::string type_letters(std::span<const Value> values) {
    std::string letters = "b";
    for (const Value& value : values) letters.push_back(std::visit(Letter{}, value));
    return letters;
}

std::vector<Oid> types_of(std::string_view letters) {
    std::vector<Oid> types;
    for (const char letter : letters) {
        types.push_back(letter == 'i' ? kInt8 : letter == 't' ? kText : letter == 'b' ? kBytes : 0);
    }
    return types;
}

void copy_rows(const PGresult* result, Rows& rows) {
    RowsBuilder builder(rows);
    const int columns = PQnfields(result);
    builder.columns(static_cast<std::size_t>(columns));
    for (int row = 0; row < PQntuples(result); ++row) {
        for (int column = 0; column < columns; ++column) {
            if (PQgetisnull(result, row, column) != 0) {
                builder.null();
                continue;
            }
            const std::string_view cell(PQgetvalue(result, row, column),
                                        static_cast<std::size_t>(PQgetlength(result, row, column)));
            copy_cell(builder, PQftype(result, column), view_of(cell));
        }
    }
}

}  // namespace xinan::store
