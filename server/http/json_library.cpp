// SPDX-License-Identifier: AGPL-3.0-or-later
// The one place where Boost.JSON's bodies are compiled (STACK pitfall 2: Debian ships no built library).
#include <boost/json/src.hpp>
