// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/region_names.h"

#include <algorithm>
#include <array>

namespace guanlan {

namespace {

using namespace std::string_view_literals;

constexpr std::array kChinese{"北京"sv,   "天津"sv, "河北"sv, "山西"sv, "内蒙古"sv, "辽宁"sv, "吉林"sv,
                              "黑龙江"sv, "上海"sv, "江苏"sv, "浙江"sv, "安徽"sv,   "福建"sv, "江西"sv,
                              "山东"sv,   "河南"sv, "湖北"sv, "湖南"sv, "广东"sv,   "广西"sv, "海南"sv,
                              "重庆"sv,   "四川"sv, "贵州"sv, "云南"sv, "西藏"sv,   "陕西"sv, "甘肃"sv,
                              "青海"sv,   "宁夏"sv, "新疆"sv, "台湾"sv, "香港"sv,   "澳门"sv};
constexpr std::array kEndings{""sv,           "省"sv,         "市"sv,           "自治区"sv,
                              "壮族自治区"sv, "回族自治区"sv, "维吾尔自治区"sv, "特别行政区"sv};
constexpr std::array kEnglish{
    "beijing"sv,      "tianjin"sv,  "hebei"sv,   "shanxi"sv,   "inner mongolia"sv, "liaoning"sv,  "jilin"sv,
    "heilongjiang"sv, "shanghai"sv, "jiangsu"sv, "zhejiang"sv, "anhui"sv,          "fujian"sv,    "jiangxi"sv,
    "shandong"sv,     "henan"sv,    "hubei"sv,   "hunan"sv,    "guangdong"sv,      "guangxi"sv,   "hainan"sv,
    "chongqing"sv,    "sichuan"sv,  "guizhou"sv, "yunnan"sv,   "tibet"sv,          "xizang"sv,    "shaanxi"sv,
    "gansu"sv,        "qinghai"sv,  "ningxia"sv, "xinjiang"sv, "taiwan"sv,         "hong kong"sv, "macau"sv};

bool sameLetters(std::string_view text, std::string_view lower) {
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

}  // namespace

bool namesProvince(std::string_view text) {
    if (text.starts_with("中国"sv)) text.remove_prefix("中国"sv.size());
    for (const std::string_view name : kChinese) {
        if (!text.starts_with(name)) continue;
        const std::string_view rest = text.substr(name.size());
        if (std::find(kEndings.begin(), kEndings.end(), rest) != kEndings.end()) return true;
    }
    return std::any_of(kEnglish.begin(), kEnglish.end(),
                       [&](std::string_view name) { return sameLetters(text, name); });
}

}  // namespace guanlan
