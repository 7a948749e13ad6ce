// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lookup/file_lookup.h"

#include "core/decode/option_values.h"
#include "core/source/source.h"

#include <unordered_map>

namespace guanlan {

namespace {

class FileLookup final : public LookupTable {
  public:
    FileLookup(LookupRequest request, LookupSettings settings, Micros reloadAfter)
        : m_request(std::move(request)), m_settings(std::move(settings)), m_reloadAfter(reloadAfter) {}

    Result<std::vector<LookupRows>> find(std::span<const RowValues> keys) override {
        if (auto loaded = loadIfDue(); !loaded) return std::move(loaded).error();
        std::vector<LookupRows> answers;
        answers.reserve(keys.size());
        for (const RowValues& key : keys) {
            const auto found = m_rows.find(key);
            answers.push_back(found == m_rows.end() ? m_nothing : LookupRows(found->second));
        }
        return answers;
    }

    [[nodiscard]] std::optional<std::uint64_t> edition() override {
        (void)loadIfDue();  // whoever asks for rows is told what went wrong
        return m_edition;
    }

  private:
    using Rows =
        std::unordered_map<RowValues, std::shared_ptr<std::vector<RowValues>>, RowValuesHash, RowValuesEqual>;

    Result<void> loadIfDue() {
        const Micros now = m_settings.clock->monotonic();
        if (m_edition > 0 && (m_reloadAfter <= 0 || now < m_loadedAt + m_reloadAfter)) return {};
        m_loadedAt = now;
        auto loaded = load();
        // What was known stays until the file can be read again.
        if (!loaded && m_edition == 0) return loaded;
        if (loaded) ++m_edition;
        return {};
    }

    Result<void> load() {
        auto source = createSource(
            m_request.table,
            {.clock = m_settings.clock, .zone = m_settings.zone, .baseFolder = m_settings.baseFolder});
        if (!source) return std::move(source).error();
        if (auto opened = (*source)->open({}); !opened) return opened;
        Rows rows;
        for (bool ended = false; !ended;) {
            auto batch = (*source)->next(std::chrono::milliseconds(0));
            if (!batch) return std::move(batch).error();
            ended = batch->endOfInput;
            for (std::size_t row = 0; row < batch->rows.rows(); ++row)
                add(rows, rowValues(batch->rows.columns(), row));
        }
        m_rows = std::move(rows);
        return {};
    }

    void add(Rows& rows, RowValues values) const {
        RowValues key;
        for (const std::size_t column : m_request.keys) {
            if (isNull(values[column])) return;  // null equals nothing
            key.push_back(values[column]);
        }
        auto& list = rows[std::move(key)];
        if (!list) list = std::make_shared<std::vector<RowValues>>();
        list->push_back(std::move(values));
    }

    LookupRequest m_request;
    LookupSettings m_settings;
    Micros m_reloadAfter;
    Rows m_rows;
    LookupRows m_nothing = std::make_shared<const std::vector<RowValues>>();
    std::uint64_t m_edition = 0;  // how often it was read
    Micros m_loadedAt = 0;
};

Result<std::unique_ptr<LookupTable>> create(const LookupRequest& request, const LookupSettings& settings) {
    const char* option = request.table.options.contains("lookup.partial-cache.expire-after-write")
                             ? "lookup.partial-cache.expire-after-write"
                             : "lookup.full-cache.periodic-reload.interval";
    auto reload = durationOption(request.table, option, 0);
    if (!reload) return std::move(reload).error();
    LookupRequest whole = request;
    whole.table.options.erase("source.monitor-interval");  // read to its end, each time
    whole.table.options.erase("guanlan.tail");
    return std::unique_ptr<LookupTable>(std::make_unique<FileLookup>(std::move(whole), settings, *reload));
}

}  // namespace

const LookupKind kFileLookup{
    .component = {.name = "filesystem",
                  .options = {"path", "format", "lookup.*", "source.monitor-interval", "guanlan.tail"},
                  .required = {"path"},
                  .lookup = true},
    .create = create};

}  // namespace guanlan
