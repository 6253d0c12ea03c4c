// SPDX-License-Identifier: AGPL-3.0-or-later
// The same server without its ledger: a deed is neither salted nor left. The linker puts these in the place of ledger::leave
// and ledger::salted (bench/CMakeLists.txt).
#include "ledger/ledger.hpp"

#define XINAN_LEAVE "_ZN5xinan6ledger5leaveERNS_5store2TxENS0_4DeedE"
#define XINAN_SALTED "_ZN5xinan6ledger6saltedENS0_4DeedERNS_6RandomE"

namespace xinan::bench {

void wrapped_leave(store::Tx& tx, ledger::Deed deed) __asm__("__wrap_" XINAN_LEAVE);
ledger::Deed wrapped_salted(ledger::Deed deed, Random& random) __asm__("__wrap_" XINAN_SALTED);

void wrapped_leave(store::Tx&, ledger::Deed) {}
ledger::Deed wrapped_salted(ledger::Deed deed, Random&) { return deed; }

}  // namespace xinan::bench
