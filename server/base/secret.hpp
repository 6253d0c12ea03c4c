// SPDX-License-Identifier: AGPL-3.0-or-later
// Bytes and text that must not be logged, printed or left in memory: keys, passphrases, a visitor's words.
//
// SecretBytes wipes itself. Private<T> has no fmt formatter and no operator<<, so it cannot reach a log line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.hpp"

namespace xinan {

void wipe(void* data, std::size_t size) noexcept;  // Not removed by the optimiser.

// Key material and opened content. Moves; copies only by clone(). Wiped on destruction.
class SecretBytes final {
   public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size) : bytes_(size) {}
    explicit SecretBytes(ByteView view) : bytes_(view.begin(), view.end()) {}
    SecretBytes(SecretBytes&& other) noexcept : bytes_(std::move(other.bytes_)) { other.bytes_.clear(); }
    SecretBytes& operator=(SecretBytes&& other) noexcept {
        if (this != &other) { clear(); bytes_ = std::move(other.bytes_); other.bytes_.clear(); }
        return *this;
    }
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes() { clear(); }

    [[nodiscard]] SecretBytes clone() const { return SecretBytes(view()); }
    [[nodiscard]] ByteView view() const noexcept { return bytes_; }
    [[nodiscard]] std::span<std::uint8_t> writable() noexcept { return bytes_; }
    [[nodiscard]] std::string_view text() const noexcept { return text_of(bytes_); }
    [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
    [[nodiscard]] bool empty() const noexcept { return bytes_.empty(); }
    void clear() noexcept { if (!bytes_.empty()) { wipe(bytes_.data(), bytes_.size()); bytes_.clear(); } }

   private:
    Bytes bytes_;
};

// A value about a person (name, phone, words). reveal() marks each place where it is used.
template <class T>
class Private final {
   public:
    Private() = default;
    explicit Private(T value) : value_(std::move(value)) {}
    [[nodiscard]] const T& reveal() const noexcept { return value_; }
    [[nodiscard]] T& reveal() noexcept { return value_; }
    friend bool operator==(const Private&, const Private&) = default;

   private:
    T value_{};
};
using PrivateText = Private<std::string>;

}  // namespace xinan
