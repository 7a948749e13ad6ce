<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>guanlan::MetricRemoval</name>
    <message>
        <source>and %1 more</source>
        <translation>等另外 %1 个</translation>
    </message>
    <message>
        <source>Remove %1 from pipeline.sql?</source>
        <translation>从 pipeline.sql 中删除 %1？</translation>
    </message>
    <message>
        <source>It is shown by: %1. They will say that it is gone.</source>
        <translation>正在显示它的面板：%1。它们会提示指标已不存在。</translation>
    </message>
    <message>
        <source>It is watched by: %1. They will raise no alarm.</source>
        <translation>监视它的规则：%1。这些规则将不再告警。</translation>
    </message>
    <message>
        <source>No panel and no rule uses it.</source>
        <translation>没有面板或规则使用它。</translation>
    </message>
    <message>
        <source>The rows in history stay.</source>
        <translation>历史中的行会保留。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>%1 cannot be removed, the rest of the script needs it: %2</source>
        <translation>无法删除 %1，脚本的其余部分需要它：%2</translation>
    </message>
</context>
<context>
    <name>guanlan::SqlCompleter</name>
    <message>
        <source>column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>keyword</source>
        <translation>关键字</translation>
    </message>
    <message>
        <source>Completions</source>
        <translation>补全</translation>
    </message>
</context>
<context>
    <name>guanlan::SqlEditor</name>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>Ctrl+Space completes, F8 goes to the mistake</source>
        <translation>Ctrl+空格 补全，F8 跳到错误处</translation>
    </message>
    <message>
        <source>The script is valid.</source>
        <translation>脚本无误。</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>第 %1 行第 %2 列：%3</translation>
    </message>
    <message>
        <source>Elsewhere in the script, line %1: %2</source>
        <translation>脚本其他位置，第 %1 行：%2</translation>
    </message>
</context>
<context>
    <name>guanlan::MeasureRow</name>
    <message>
        <source>expression</source>
        <translation>表达式</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>of which column</source>
        <translation>对哪一列</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the value</source>
        <translation>值的名称</translation>
    </message>
    <message>
        <source>only where …</source>
        <translation>仅统计满足条件的 …</translation>
    </message>
    <message>
        <source>Only rows where</source>
        <translation>仅统计满足条件的行</translation>
    </message>
    <message>
        <source>Remove this value</source>
        <translation>删除此值</translation>
    </message>
</context>
<context>
    <name>guanlan::SpanField</name>
    <message>
        <source>%1: unit</source>
        <translation>%1：单位</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
</context>
<context>
    <name>guanlan::MetricForm</name>
    <message>
        <source>Only in SQL: this metric says more than the form can show.</source>
        <translation>仅能用 SQL 编辑：该指标超出了表单的表达范围。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>窗口大小</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>Add a value</source>
        <translation>添加值</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Read from</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>Only where</source>
        <translation>过滤条件</translation>
    </message>
    <message>
        <source>every record, or a condition: amount &gt; 0</source>
        <translation>全部记录，或填条件，如 amount &gt; 0</translation>
    </message>
    <message>
        <source>fixed, one after the other (TUMBLE)</source>
        <translation>固定，首尾相接（TUMBLE）</translation>
    </message>
    <message>
        <source>sliding (HOP)</source>
        <translation>滑动（HOP）</translation>
    </message>
    <message>
        <source>growing (CUMULATE)</source>
        <translation>累积（CUMULATE）</translation>
    </message>
    <message>
        <source>until a pause (SESSION)</source>
        <translation>会话，停顿即止（SESSION）</translation>
    </message>
    <message>
        <source>none: the result goes on changing</source>
        <translation>无窗口：结果持续更新</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间列</translation>
    </message>
    <message>
        <source>Split by</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Only results where</source>
        <translation>结果条件</translation>
    </message>
    <message>
        <source>every result, or a condition: COUNT(*) &gt;= 100</source>
        <translation>全部结果，或填条件，如 COUNT(*) &gt;= 100</translation>
    </message>
</context>
<context>
    <name>guanlan::MetricPreview</name>
    <message>
        <source>%1 records read</source>
        <translation>读取 %1 条记录</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>使用 %1</translation>
    </message>
    <message>
        <source>%1 filtered</source>
        <translation>过滤 %1</translation>
    </message>
    <message>
        <source>%1 duplicate</source>
        <translation>重复 %1</translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation>迟到 %1</translation>
    </message>
    <message>
        <source>%1 unreadable</source>
        <translation>无法读取 %1</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行结果</translation>
    </message>
    <message>
        <source>Rows of the draft</source>
        <translation>草稿的结果行</translation>
    </message>
    <message>
        <source>Reading records …</source>
        <translation>正在读取记录 …</translation>
    </message>
    <message>
        <source>No row came out of these records.</source>
        <translation>这些记录没有产生结果行。</translation>
    </message>
</context>
<context>
    <name>guanlan::MetricEditor</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>Ctrl+Space completes, F8 goes to the mistake</source>
        <translation>Ctrl+空格 补全，F8 跳到错误处</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Over records that are there already; nothing of it is kept</source>
        <translation>用现有记录试算，不会保存</translation>
    </message>
    <message>
        <source>New metric</source>
        <translation>新建指标</translation>
    </message>
    <message>
        <source>The rows come when the SQL is right.</source>
        <translation>SQL 无误后显示结果行。</translation>
    </message>
    <message>
        <source>Only one CREATE MATERIALIZED TABLE is saved as a metric.</source>
        <translation>只有单独一条 CREATE MATERIALIZED TABLE 才能保存为指标。</translation>
    </message>
    <message>
        <source>The script was changed elsewhere meanwhile; your edit is checked against it anew.</source>
        <translation>脚本已在别处被修改，正在对照新脚本重新检查您的编辑。</translation>
    </message>
    <message>
        <source>Your edits are not saved. Cancel once more to discard them.</source>
        <translation>修改尚未保存，再按一次取消即放弃。</translation>
    </message>
</context>
<context>
    <name>guanlan::MetricPage</name>
    <message>
        <source>New metric</source>
        <translation>新建指标</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Change the metric that is selected</source>
        <translation>修改选中的指标</translation>
    </message>
</context>
<context>
    <name>guanlan::MainWindow</name>
    <message>
        <source>New metric</source>
        <translation>新建指标</translation>
    </message>
    <message>
        <source>Take back the metric changed last</source>
        <translation>撤销最近一次指标修改</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>Records of &quot;%1&quot; cannot be read a second time.</source>
        <translation>“%1”的记录无法重新读取。</translation>
    </message>
    <message>
        <source>Save the metric: its rows are shown as they come.</source>
        <translation>保存指标后，结果行会随数据到达显示。</translation>
    </message>
</context>
<context>
    <name>guanlan::PipelineStrip</name>
    <message>
        <source>Read %1</source>
        <translation>读取 %1</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>过滤</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>聚合</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>开窗</translation>
    </message>
    <message>
        <source>Bring together</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>查表</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>%1 filtered</source>
        <translation>过滤 %1</translation>
    </message>
    <message>
        <source>%1 duplicate</source>
        <translation>重复 %1</translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation>迟到 %1</translation>
    </message>
    <message>
        <source>%1 unreadable</source>
        <translation>无法读取 %1</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Rows of the metric, kept in history</source>
        <translation>指标的结果行，保存在历史中</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
</context>
<context>
    <name>guanlan::MetricPage</name>
    <message>
        <source>Records or rows a second at each step, and what was left behind there</source>
        <translation>各步骤每秒的记录数或行数，以及在此被舍弃的</translation>
    </message>
    <message>
        <source>Steps of %1</source>
        <translation>%1 的处理步骤</translation>
    </message>
</context>
</TS>
