// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/chinamap/map_shapes.h"

#include "ui/widget/language.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// Resources of a static library are registered by hand, and the macro works outside namespaces only.
static void loadMapResource() {
    Q_INIT_RESOURCE(map);
}

namespace guanlan {

namespace {

QPointF pointOf(const QJsonValue& value) {
    const QJsonArray pair = value.toArray();
    return {pair.at(0).toDouble(), pair.at(1).toDouble()};
}

/// First point, then steps.
QPolygonF ringOf(const QJsonArray& numbers) {
    QPolygonF ring;
    QPointF at;
    for (qsizetype i = 0; i + 1 < numbers.size(); i += 2) {
        at += QPointF(numbers.at(i).toDouble(), numbers.at(i + 1).toDouble());
        ring.append(at);
    }
    return ring;
}

std::vector<QPolygonF> ringsOf(const QJsonValue& value) {
    std::vector<QPolygonF> rings;
    for (const QJsonValue ring : value.toArray())
        rings.push_back(ringOf(ring.toArray()));
    return rings;
}

MapShapes::Inset insetOf(const QJsonObject& json) {
    MapShapes::Inset inset;
    const QPointF size = pointOf(json.value(QLatin1String("size")));
    inset.size = {size.x(), size.y()};
    const QJsonArray place = json.value(QLatin1String("place")).toArray();
    inset.place = {place.at(0).toDouble(), place.at(1).toDouble(), place.at(2).toDouble(),
                   place.at(3).toDouble()};
    inset.land = ringsOf(json.value(QLatin1String("land")));
    inset.dashes = ringsOf(json.value(QLatin1String("dashes")));
    inset.zh = json.value(QLatin1String("zh")).toString();
    inset.en = json.value(QLatin1String("en")).toString();
    return inset;
}

QJsonObject readMap() {
    QFile file(QStringLiteral(":/map/china.json"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

}  // namespace

QString MapRegion::name() const {
    return uiLanguage() == QLatin1String("zh_CN") ? zh : en;
}

const MapShapes& MapShapes::china() {
    static const MapShapes kShapes = [] {
        loadMapResource();
        return MapShapes(readMap());
    }();
    return kShapes;
}

MapShapes::MapShapes(const QJsonObject& map) {
    const QPointF size = pointOf(map.value(QLatin1String("size")));
    m_size = {size.x(), size.y()};
    m_inset = insetOf(map.value(QLatin1String("inset")).toObject());
    for (const QJsonValue entry : map.value(QLatin1String("regions")).toArray()) {
        const QJsonObject json = entry.toObject();
        MapRegion region{.code = json.value(QLatin1String("code")).toString(),
                         .zh = json.value(QLatin1String("zh")).toString(),
                         .en = json.value(QLatin1String("en")).toString(),
                         .label = pointOf(json.value(QLatin1String("label"))),
                         .rings = ringsOf(json.value(QLatin1String("rings")))};
        if (!region.rings.empty()) region.extent = region.rings.front().boundingRect().width();
        const std::size_t index = m_regions.size();
        for (const QString& name : {region.code, region.zh, region.en})
            m_names.insert(name.toLower(), index);
        for (const QJsonValue alias : json.value(QLatin1String("aliases")).toArray())
            m_names.insert(alias.toString().toLower(), index);
        m_regions.push_back(std::move(region));
    }
    for (const QJsonValue entry : map.value(QLatin1String("islets")).toArray()) {
        const QJsonObject json = entry.toObject();
        const auto region = m_names.constFind(json.value(QLatin1String("region")).toString());
        if (region != m_names.constEnd())
            m_islets.push_back({pointOf(json.value(QLatin1String("at"))), *region});
    }
}

std::optional<std::size_t> MapShapes::find(std::string_view name) const {
    const auto found = m_names.constFind(
        QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())).trimmed().toLower());
    return found == m_names.constEnd() ? std::nullopt : std::optional(*found);
}

}  // namespace guanlan
