// SPDX-License-Identifier: GPL-3.0-or-later
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;

/**
 * Runs the queries of a file through Flink, one job each, and writes what it answers. The file is made of sections
 * that begin with a line "@@setup" or "@@query ID" and hold one statement; the answer is one JSON object a query:
 * {"id": …, "rows": […]} with the final rows, sorted as text, or {"id": …, "error": "…"}.
 */
public final class FlinkAnswers {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private record Section(String head, String statement) {}

    public static void main(String[] arguments) throws Exception {
        final TableEnvironment environment = environment();
        try (PrintStream out = new PrintStream(arguments[1], StandardCharsets.UTF_8)) {
            for (Section section : sections(Path.of(arguments[0]))) {
                if (section.head().equals("setup")) {
                    environment.executeSql(section.statement());
                } else {
                    final String id = section.head().substring("query ".length());
                    out.println(answer(environment, id, section.statement()));
                    out.flush();
                }
            }
        }
        System.exit(0);
    }

    /** A watermark after every record, as Guanlan defines it, and one thread for each operator. */
    private static TableEnvironment environment() {
        final TableEnvironment environment =
                TableEnvironment.create(EnvironmentSettings.newInstance().inStreamingMode().build());
        environment.getConfig().set("parallelism.default", "1");
        environment.getConfig().set("pipeline.auto-watermark-interval", "0 ms");
        environment.getConfig().set("table.local-time-zone", ZONE.getId());
        environment.getConfig().set("restart-strategy.type", "none");
        // Two phases lose the rows of windows with an offset, and of days outside UTC.
        environment.getConfig().set("table.optimizer.agg-phase-strategy", "ONE_PHASE");
        return environment;
    }

    private static List<Section> sections(Path file) throws IOException {
        final List<Section> sections = new ArrayList<>();
        String head = null;
        StringBuilder statement = new StringBuilder();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (!line.startsWith("@@")) {
                statement.append(line).append('\n');
                continue;
            }
            if (head != null) sections.add(new Section(head, statement.toString()));
            head = line.substring(2);
            statement = new StringBuilder();
        }
        if (head != null) sections.add(new Section(head, statement.toString()));
        return sections;
    }

    private static String answer(TableEnvironment environment, String id, String statement) {
        final StringBuilder json = new StringBuilder("{\"id\":");
        appendText(json, id);
        try {
            final List<String> rows = finalRows(environment.executeSql(statement));
            json.append(",\"rows\":[").append(String.join(",", rows)).append(']');
        } catch (Exception | AssertionError problem) {
            Throwable cause = problem;
            while (cause.getCause() != null) cause = cause.getCause();
            json.append(",\"error\":");
            appendText(json, String.valueOf(cause.getMessage()));
        }
        return json.append('}').toString();
    }

    /** What is left after every change, sorted. */
    private static List<String> finalRows(TableResult result) throws Exception {
        final Map<String, Integer> counts = new TreeMap<>();
        try (CloseableIterator<Row> rows = result.collect()) {
            while (rows.hasNext()) {
                final Row row = rows.next();
                final boolean added = row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER;
                counts.merge(cells(row), added ? 1 : -1, Integer::sum);
            }
        }
        final List<String> all = new ArrayList<>();
        counts.forEach((row, count) -> {
            for (int i = 0; i < count; ++i) all.add(row);
            if (count < 0) throw new IllegalStateException("a row was taken back that was never there: " + row);
        });
        return all;
    }

    private static String cells(Row row) {
        final StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < row.getArity(); ++i) {
            if (i > 0) json.append(',');
            appendCell(json, row.getField(i));
        }
        return json.append(']').toString();
    }

    private static void appendCell(StringBuilder json, Object cell) {
        if (cell instanceof Double || cell instanceof Float) {
            final double value = ((Number) cell).doubleValue();
            if (Double.isFinite(value)) json.append(cell);
            else appendText(json, String.valueOf(value));
        } else if (cell == null || cell instanceof Boolean || cell instanceof Number && !(cell instanceof BigDecimal)) {
            json.append(cell);
        } else if (cell instanceof Row row) {
            appendObject(json, fields(row));
        } else if (cell instanceof Map<?, ?> map) {
            appendObject(json, map);
        } else if (cell.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(cell); ++i) {
                json.append(i == 0 ? '[' : ',');
                appendCell(json, Array.get(cell, i));
            }
            json.append(Array.getLength(cell) == 0 ? "[]" : "]");
        } else if (cell instanceof BigDecimal decimal) {
            appendText(json, decimal.toPlainString());
        } else {
            appendText(json, text(cell));
        }
    }

    private static Map<String, Object> fields(Row row) {
        final Map<String, Object> fields = new TreeMap<>();
        for (String name : row.getFieldNames(true)) fields.put(name, row.getField(name));
        return fields;
    }

    private static void appendObject(StringBuilder json, Map<?, ?> parts) {
        final Map<String, Object> sorted = new TreeMap<>();
        parts.forEach((key, value) -> sorted.put(text(key), value));
        char before = '{';
        for (Map.Entry<String, Object> part : sorted.entrySet()) {
            json.append(before);
            appendText(json, part.getKey());
            json.append(':');
            appendCell(json, part.getValue());
            before = ',';
        }
        json.append(sorted.isEmpty() ? "{}" : "}");
    }

    private static String text(Object cell) {
        if (cell instanceof Instant instant) return text(LocalDateTime.ofInstant(instant, ZONE));
        if (cell instanceof LocalDateTime time) {
            return time.format(DateTimeFormatter.ofPattern(
                    time.getNano() % 1_000_000 == 0 ? "uuuu-MM-dd HH:mm:ss.SSS" : "uuuu-MM-dd HH:mm:ss.SSSSSS"));
        }
        if (cell instanceof LocalTime time) return time.format(DateTimeFormatter.ofPattern("HH:mm:ss"));
        if (cell instanceof LocalDate date) return date.toString();
        return String.valueOf(cell);
    }

    private static void appendText(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); ++i) {
            final char c = text.charAt(i);
            if (c == '"' || c == '\\') json.append('\\').append(c);
            else if (c < ' ') json.append(String.format("\\u%04x", (int) c));
            else json.append(c);
        }
        json.append('"');
    }
}
