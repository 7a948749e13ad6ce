<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>guanlan::Card</name>
    <message>
        <source>Menu of %1</source>
        <translation>“%1”的菜单</translation>
    </message>
    <message>
        <source>Save or copy this panel (Shift+F10)</source>
        <translation>保存或复制此面板 (Shift+F10)</translation>
    </message>
</context>
<context>
    <name>guanlan::DashboardExport</name>
    <message>
        <source>Copy the dashboard as a picture</source>
        <translation>把看板复制为图片</translation>
    </message>
    <message>
        <source>Save the dashboard as a picture…</source>
        <translation>把看板存为图片……</translation>
    </message>
    <message>
        <source>Save the dashboard as a picture, twice as fine…</source>
        <translation>把看板存为图片（两倍清晰度）……</translation>
    </message>
    <message>
        <source>Save the dashboard as PDF…</source>
        <translation>把看板存为 PDF……</translation>
    </message>
    <message>
        <source>Copy as a picture</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Save as a picture…</source>
        <translation>存为图片……</translation>
    </message>
    <message>
        <source>Save as a picture, twice as fine…</source>
        <translation>存为图片（两倍清晰度）……</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>存为 PDF……</translation>
    </message>
    <message>
        <source>Save the rows shown as CSV…</source>
        <translation>把显示的数据存为 CSV……</translation>
    </message>
    <message>
        <source>Save all rows of this time as CSV…</source>
        <translation>把此时段的全部历史数据存为 CSV……</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The panels are being read to their end…</source>
        <translation>正在读完各面板的数据……</translation>
    </message>
</context>
<context>
    <name>guanlan::Exporter</name>
    <message>
        <source>The picture is being drawn…</source>
        <translation>正在绘制图片……</translation>
    </message>
    <message>
        <source>The PDF is being drawn…</source>
        <translation>正在绘制 PDF……</translation>
    </message>
    <message>
        <source>The picture is in the clipboard.</source>
        <translation>图片已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The rows are being written…</source>
        <translation>正在写入数据……</translation>
    </message>
    <message>
        <source>The rows are being read from the history and written…</source>
        <translation>正在从历史读取并写入数据……</translation>
    </message>
    <message>
        <source>The export was given up; no file was written.</source>
        <translation>导出已取消，没有写入文件。</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已存为 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n rows saved as %1.</source>
        <translation>
            <numerusform>%n 行已存为 %1。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>guanlan::ExportBar</name>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Hide this line</source>
        <translation>隐藏此行</translation>
    </message>
</context>
<context>
    <name>guanlan::MainWindow</name>
    <message>
        <source>Save or copy the panel: %1</source>
        <translation>保存或复制面板：%1</translation>
    </message>
</context>
<context>
    <name>guanlan::TopBar</name>
    <message>
        <source>Save or copy this dashboard (Ctrl+Shift+E)</source>
        <translation>保存或复制此看板 (Ctrl+Shift+E)</translation>
    </message>
    <message>
        <source>Save or copy this dashboard</source>
        <translation>保存或复制此看板</translation>
    </message>
</context>
</TS>
