// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/assets.hpp"

#include <algorithm>

#include "base/ensure.hpp"
#include "http/target.hpp"

namespace xinan::http {
namespace {

constexpr std::string_view kIndex = "/index.html";
constexpr std::string_view kNoncePlace = "__NONCE__";

Response index_page(const Asset& asset, Random& random) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    Response response{.media_type = asset.media_type};
    response.page = true;
    response.style_nonce = to_base64url(bytes);
    std::string_view rest = text_of(asset.identity);
    response.body.reserve(rest.size() + 64);
    for (std::size_t place = rest.find(kNoncePlace); place != std::string_view::npos; place = rest.find(kNoncePlace)) {
        response.body.append(rest.substr(0, place)).append(response.style_nonce);
        rest.remove_prefix(place + kNoncePlace.size());
    }
    response.body.append(rest);
    return response;  // A nonce is used once: not stored, no ETag.
}

bool same_etag(std::string_view if_none_match, std::string_view etag) {
    return !etag.empty() && (if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos);
}

}  // namespace

Assets::Assets(std::span<const Asset> assets) : assets_(assets.begin(), assets.end()) {
    if (assets.empty()) return;
    std::ranges::sort(assets_, {}, &Asset::path);
    ensure(at(kIndex) != nullptr, "there is an index.html");
}

const Asset* Assets::at(std::string_view path) const {
    const auto found = std::ranges::lower_bound(assets_, path, {}, &Asset::path);
    return found != assets_.end() && found->path == path ? &*found : nullptr;
}

std::optional<Response> Assets::find(std::string_view path, const Request& request, Random& random) const {
    if (assets_.empty()) return std::nullopt;
    const Asset* asset = at(path);
    if (asset == nullptr) {
        const std::string_view last = path.substr(path.rfind('/') + 1);
        if (last.find('.') != std::string_view::npos) return std::nullopt;
        asset = at(kIndex);
    }
    if (asset->path == kIndex) return index_page(*asset, random);
    Response response{.media_type = asset->media_type};
    response.page = true;
    response.no_store = false;
    const bool immutable = asset->path.starts_with("/assets/");
    response.headers.emplace_back("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (!asset->etag.empty()) response.headers.emplace_back("ETag", std::string(asset->etag));
    if (same_etag(request.header("if-none-match"), asset->etag)) {
        response.status = 304;
        response.media_type = {};
        return response;
    }
    const std::string_view accepted = request.header("accept-encoding");
    if (!asset->br.empty() && list_allows(accepted, "br")) {
        response.headers.emplace_back("Content-Encoding", "br");
        response.fixed_body = asset->br;
    } else if (!asset->gzip.empty() && list_allows(accepted, "gzip")) {
        response.headers.emplace_back("Content-Encoding", "gzip");
        response.fixed_body = asset->gzip;
    } else {
        response.fixed_body = asset->identity;
    }
    return response;
}

}  // namespace xinan::http
