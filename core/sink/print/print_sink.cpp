// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/print/print_sink.h"

#include "core/sink/cell_text.h"
#include "core/sink/row_writer.h"

#include <cstdio>

namespace guanlan {

namespace {

class PrintSink final : public Sink {
  public:
    PrintSink(std::string prefix, Zone zone) : m_prefix(std::move(prefix)), m_zone(std::move(zone)) {}

    Result<void> write(const Batch& rows) override {
        std::string text;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            text += m_prefix;
            text += changeOf(rows, row);
            text += '[';
            for (std::size_t i = 0; i < rows.columns().size(); ++i) {
                if (i > 0) text += ", ";
                const Column& column = rows.column(i);
                if (column.isNull(row)) {
                    text += "null";
                } else {
                    appendCellText(text, column, row, m_zone);
                }
            }
            text += "]\n";
        }
        if (std::fwrite(text.data(), 1, text.size(), stderr) == text.size()) return {};
        return Error{
            .code = ErrorCode::Unavailable, .id = "sink.print", .what = "standard error cannot be written"};
    }
    Result<void> flush() override { return {}; }  // standard error is not buffered

  private:
    std::string m_prefix;
    Zone m_zone;
};

Result<std::unique_ptr<Sink>> create(const TableDefinition& table, const SinkSettings& settings) {
    const std::string identifier = table.option("print-identifier");
    return std::unique_ptr<Sink>(
        std::make_unique<PrintSink>(identifier.empty() ? std::string() : identifier + "> ", settings.zone));
}

}  // namespace

const SinkKind kPrintSink{
    .component = {.name = "print",
                  .sink = true,
                  .options = {"print-identifier", "standard-error", "sink.parallelism"}},
    .create = create};

}  // namespace guanlan
