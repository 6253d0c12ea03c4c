// SPDX-License-Identifier: AGPL-3.0-or-later
// Maxima that more than one layer must agree on. A maximum of one capability stands in that capability.
// Code points, bytes and counts are what they say; a value at the maximum is still allowed.
#pragma once

#include <cstddef>
#include <cstdint>

namespace xinan {

// Text
inline constexpr std::size_t kNameCodePointsMax = 60;       // a person's name
inline constexpr std::size_t kTitleCodePointsMax = 120;     // a room, class, file or form
inline constexpr std::size_t kReasonCodePointsMax = 1'000;  // why a guard was overridden, a record withdrawn
inline constexpr std::size_t kLetterCodePointsMax = 5'000;  // what a visitor writes to us
inline constexpr std::size_t kNoteCodePointsMax = 50'000;   // a session note

// Requests
inline constexpr std::size_t kBodyBytesMax = 1U << 20U;     // a JSON body: 1 MiB
inline constexpr std::size_t kUploadBytesMax = 64U << 20U;  // a sealed attachment: 64 MiB
inline constexpr std::size_t kJsonDepthMax = 32;
inline constexpr std::size_t kFieldErrorsMax = 50;  // wrong fields named in one answer
inline constexpr std::size_t kPageRowsDefault = 50;
inline constexpr std::size_t kPageRowsMax = 200;

// Store (DECISIONS, Store)
inline constexpr std::size_t kFileChunkBytes = 256U << 10U;  // plain bytes in one sealed chunk: 256 KiB
inline constexpr std::size_t kStatementsPerOperationMax = 256;
inline constexpr std::size_t kOperationsPerCommitMax = 64;
inline constexpr std::size_t kImportRowsPerStepMax = 200;

// Messages and logs
inline constexpr std::size_t kMessagesBytesMax = 2U << 20U;  // one language's file: 2 MiB
inline constexpr std::size_t kMessagesDepthMax = 8;
inline constexpr std::size_t kLogFileBytesMax = 16U << 20U;  // then a new file is begun: 16 MiB
inline constexpr std::size_t kLogFilesMax = 8;               // older ones are deleted
inline constexpr std::size_t kLogFieldsMax = 16;             // named values on a line

}  // namespace xinan
