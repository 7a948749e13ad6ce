// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/raw/raw_decoder.h"

#include "core/decode/option_values.h"
#include "core/decode/record_builder.h"
#include "core/decode/utf8.h"

#include <QStringConverter>

#include <bit>

namespace guanlan {

namespace {

constexpr std::size_t kMostBytes = 100 * 1024 * 1024;
constexpr const char* kCharset = "raw.charset";
constexpr const char* kEndianness = "raw.endianness";

/// How many bytes a value of the type has; 0 when the type is text or cannot be read.
std::size_t widthOf(TypeKind kind) {
    switch (kind) {
        case TypeKind::Boolean:
        case TypeKind::TinyInt:
            return 1;
        case TypeKind::SmallInt:
            return 2;
        case TypeKind::Int:
        case TypeKind::Float:
            return 4;
        case TypeKind::BigInt:
        case TypeKind::Double:
            return 8;
        default:
            return 0;
    }
}

/// Widened with its sign.
std::int64_t integerOf(std::string_view bytes, bool littleEndian) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char byte = littleEndian ? bytes[bytes.size() - 1 - i] : bytes[i];
        value = (value << 8U) | static_cast<unsigned char>(byte);
    }
    const auto unused = static_cast<unsigned>(64 - 8 * bytes.size());
    return static_cast<std::int64_t>(value << unused) >> unused;
}

/// The other sides' byte order and letters.
struct Encoding {
    bool littleEndian = false;
    std::optional<std::string> charset{};  ///< other than UTF-8
};

class RawDecoder final : public Decoder {
  public:
    RawDecoder(std::unique_ptr<RecordBuilder> records, Encoding encoding)
        : m_records(std::move(records)), m_encoding(std::move(encoding)) {}

    Result<void> append(const RawRecord& record) override {
        if (!record.hasValue) return m_records->reject(record, "null-value", "the record has no value");
        if (record.value.size() > kMostBytes)
            return m_records->reject(record, "record.too-long", "the record is longer than 100 MB");
        const RecordBuilder::Wanted& wanted = m_records->wanted().front();
        ColumnBuilder& column = *wanted.builder;
        if (const std::size_t width = widthOf(column.type().kind); width > 0) {
            if (record.value.size() != width) {
                return m_records->reject(record, "raw.size",
                                         std::to_string(width) + " bytes expected, " +
                                             std::to_string(record.value.size()) + " found");
            }
            appendNumber(column, record.value);
        } else if (!appendText(column, record.value, wanted.left)) {
            return m_records->reject(record, "raw.utf8",
                                     "not " + m_encoding.charset.value_or(std::string("UTF-8")));
        }
        m_records->accept(record);
        return {};
    }
    [[nodiscard]] std::size_t rows() const override { return m_records->rows(); }
    void seal(SourceBatch& out) override { m_records->seal(out); }

  private:
    void appendNumber(ColumnBuilder& column, std::string_view bytes) const {
        const std::int64_t value = integerOf(bytes, m_encoding.littleEndian);
        switch (column.type().kind) {
            case TypeKind::Boolean:
                return column.appendInt(value != 0 ? 1 : 0);
            case TypeKind::Float:
                return column.appendDouble(
                    static_cast<double>(std::bit_cast<float>(static_cast<std::int32_t>(value))));
            case TypeKind::Double:
                return column.appendDouble(std::bit_cast<double>(value));
            default:
                return column.appendInt(value);
        }
    }
    [[nodiscard]] bool appendText(ColumnBuilder& column, std::string_view bytes, bool left) {
        if (column.type().kind == TypeKind::String) {
            if (m_encoding.charset) {
                if (!convert(bytes)) return false;
                bytes = {m_converted.constData(), static_cast<std::size_t>(m_converted.size())};
            } else if (!isValidUtf8(bytes)) {
                return false;
            }
        }
        if (left) {
            column.appendNull();
        } else {
            column.appendText(bytes);
        }
        return true;
    }
    [[nodiscard]] bool convert(std::string_view bytes) {
        QStringDecoder decoder(m_encoding.charset->c_str());
        const QString text = decoder(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
        m_converted = text.toUtf8();
        return !decoder.hasError();
    }

    std::unique_ptr<RecordBuilder> m_records;
    Encoding m_encoding;
    QByteArray m_converted;
};

Result<Encoding> encodingOf(const TableDefinition& table) {
    Encoding encoding;
    const std::string order = table.option(kEndianness, "big-endian");
    if (order != "big-endian" && order != "little-endian")
        return wrongOptionValue(table, kEndianness, "Use big-endian or little-endian");
    encoding.littleEndian = order == "little-endian";
    const std::string charset = table.option(kCharset, "UTF-8");
    if (charset == "UTF-8" || charset == "utf-8") return encoding;
    if (!QStringDecoder(charset.c_str()).isValid())
        return wrongOptionValue(table, kCharset, "Use UTF-8, UTF-16 or ISO-8859-1");
    encoding.charset = charset;
    return encoding;
}

Result<std::unique_ptr<Decoder>> create(const TableDefinition& table, const DecoderSettings& settings) {
    auto records = RecordBuilder::create(table, settings, "raw.ignore-parse-errors");
    if (!records) return std::move(records).error();
    bool fits = (*records)->physicalColumns() == 1;
    for (const RecordBuilder::Wanted& wanted : (*records)->wanted()) {
        const DataType& type = wanted.builder->type();
        fits = fits && (type.physical() == Physical::Text || widthOf(type.kind) > 0);
    }
    if (!fits) {
        return Error{
            .code = ErrorCode::InvalidInput,
            .id = "decode.raw.columns",
            .what = "format 'raw' needs exactly one physical column: a text, BYTES, BOOLEAN or a number",
            .arguments = {table.name},
            .position = table.position};
    }
    auto encoding = encodingOf(table);
    if (!encoding) return std::move(encoding).error();
    return std::unique_ptr<Decoder>(std::make_unique<RawDecoder>(std::move(*records), std::move(*encoding)));
}

}  // namespace

const DecoderKind kRawDecoder{
    .component = {.name = "raw", .format = true, .options = {kCharset, kEndianness}}, .create = create};

}  // namespace guanlan
