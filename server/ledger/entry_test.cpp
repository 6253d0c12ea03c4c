// SPDX-License-Identifier: AGPL-3.0-or-later
// An entry says what the deed said, in one encoding, and nothing of whom it was about.
#include "ledger/entry.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "ledger/cbor.hpp"
#include "ledger/ledger_support.hpp"
#include "ledger/sample_support.hpp"

namespace xinan::ledger {
namespace {

using crypto::SuiteId;
using testing::a_deed;
using testing::Sample;

RC_GTEST_PROP(Entry, IsReadBackAsItWasWritten, (std::uint64_t seed)) {
    Sample sample(*rc::gen::element(SuiteId::international, SuiteId::guomi), seed);
    sample.add(1);
    const Deed& deed = sample.deeds[0];
    const auto sequence = *rc::gen::inRange<std::uint64_t>(0, kTreeSizeMax);
    const Bytes body = encode_entry(*sample.suite, sequence, deed);
    RC_ASSERT(check_canonical(body).ok());
    const auto entry = read_entry(body);
    RC_ASSERT(entry.ok());
    RC_ASSERT(entry->sequence == sequence);
    Deed expected = deed;
    expected.subjects.assign(deed.subjects.size(), Subject{});
    const Deed read = deed_of(*entry);
    RC_ASSERT(read.action == expected.action && read.outcome == expected.outcome && read.actor == expected.actor);
    RC_ASSERT(read.role == expected.role && read.purpose == expected.purpose && read.clauses == expected.clauses);
    RC_ASSERT(read.code == expected.code && read.object_hash == expected.object_hash && read.grant == expected.grant);
    RC_ASSERT(read.request == expected.request && read.at == expected.at && read.subjects == expected.subjects);
    for (std::size_t i = 0; i < deed.subjects.size(); ++i) {
        RC_ASSERT(entry->subject(i) == subject_hash(*sample.suite, deed.salts[i], deed.subjects[i].kind, deed.subjects[i].id));
        RC_ASSERT(std::ranges::search(body, deed.subjects[i].id.bytes).empty());
        RC_ASSERT(std::ranges::search(body, deed.salts[i]).empty());
    }
}

RC_GTEST_PROP(Entry, WithABitFlippedIsAnotherOrNone, (std::uint64_t seed)) {
    Sample sample(SuiteId::international, seed);
    sample.add(1);
    Bytes body = sample.entry(0);
    const auto bit = *rc::gen::inRange<std::size_t>(0, body.size() * 8);
    body[bit / 8] = static_cast<std::uint8_t>(body[bit / 8] ^ (1U << bit % 8));
    const auto entry = read_entry(body);
    if (!entry) return;
    // Accepted: then it is the one encoding of what it says, so it says something else.
    RC_ASSERT(check_canonical(body).ok());
    RC_ASSERT(leaf_hash(*sample.suite, body) != leaf_hash(*sample.suite, sample.entry(0)));
}

TEST(Entry, RefusesWhatIsNotOne) {
    const crypto::Suite& suite = crypto::suite(SuiteId::international);
    Deed deed = a_deed(1);
    deed.salts.resize(deed.subjects.size());
    const Bytes good = encode_entry(suite, 5, deed);
    ASSERT_TRUE(read_entry(good).ok());
    Bytes longer = good;
    longer.push_back(0);
    EXPECT_FALSE(read_entry(longer).ok());
    for (std::size_t size = 0; size < good.size(); ++size) EXPECT_FALSE(read_entry(ByteView(good).first(size)).ok()) << size;
    Bytes other_version = good;
    other_version[2] = 2;
    EXPECT_FALSE(read_entry(other_version).ok());
}

TEST(Entry, ADeedThatIsNotWordsIsOurBug) {
    const auto random = seeded_random(1);
    const auto with = [&](auto change) {
        Deed deed = a_deed(1);
        change(deed);
        return deed;
    };
    EXPECT_NO_THROW(salted(a_deed(1), *random));
    EXPECT_THROW(salted(with([](Deed& d) { d.action = ""; }), *random), Impossible);
    EXPECT_THROW(salted(with([](Deed& d) { d.purpose = "because she cried"; }), *random), Impossible);
    EXPECT_THROW(salted(with([](Deed& d) { d.role = "咨询师"; }), *random), Impossible);
    EXPECT_THROW(salted(with([](Deed& d) { d.clauses = {""}; }), *random), Impossible);
    EXPECT_THROW(salted(with([](Deed& d) { d.at = UtcTime{-1}; }), *random), Impossible);
    EXPECT_THROW(salted(with([](Deed& d) {
        for (std::uint64_t n = 0; n <= kSubjectsMax; ++n) d.subjects.push_back({"person", testing::nth(50'000 + n)});
    }), *random), Impossible);
}

TEST(Entry, TheSameSubjectLooksDifferentInEachDeed) {
    const auto random = seeded_random(1);
    const Deed first = salted(a_deed(1), *random);
    const Deed second = salted(a_deed(1), *random);
    EXPECT_EQ(first.subjects, second.subjects);
    EXPECT_NE(first.salts, second.salts);
}

}  // namespace
}  // namespace xinan::ledger
