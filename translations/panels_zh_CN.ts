<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>NumberFormat</name>
    <message>
        <source>pp</source>
        <extracomment>percentage points, behind a number: &quot;-0.6 pp&quot;</extracomment>
        <translation>个百分点</translation>
    </message>
</context>
<context>
    <name>PanelKind</name>
    <message>
        <source>Alarms</source>
        <translation>告警列表</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>柱状图</translation>
    </message>
    <message>
        <source>Map of China</source>
        <translation>中国地图</translation>
    </message>
    <message>
        <source>Donut</source>
        <translation>环形图</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Time series</source>
        <translation>时间曲线</translation>
    </message>
    <message>
        <source>Event log</source>
        <translation>事件日志</translation>
    </message>
    <message>
        <source>Gauge</source>
        <translation>仪表盘</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Radar</source>
        <translation>雷达图</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
</context>
<context>
    <name>PanelOption</name>
    <message>
        <source>Upright</source>
        <translation>竖直柱</translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation>排行</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>柱形</translation>
    </message>
    <message>
        <source>Approval number</source>
        <translation>审图号</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>附加字段</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>To</source>
        <translation>终点</translation>
    </message>
    <message>
        <source>Weekdays</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Zero</source>
        <translation>零</translation>
    </message>
    <message>
        <source>Lowest value</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Colours from</source>
        <translation>色阶起点</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>小数位</translation>
    </message>
    <message>
        <source>First colour</source>
        <translation>首个颜色</translation>
    </message>
    <message>
        <source>Lower is better</source>
        <translation>越低越好</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Thresholds are lower limits</source>
        <translation>低于阈值时触发</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多显示</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>The same for all axes</source>
        <translation>各轴统一</translation>
    </message>
    <message>
        <source>One for each axis</source>
        <translation>各轴独立</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>刻度</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>By threshold</source>
        <translation>按阈值着色</translation>
    </message>
    <message>
        <source>By heat</source>
        <translation>按热度着色</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Show the course</source>
        <translation>显示走势</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>Text (Markdown)</source>
        <translation>文本（Markdown）</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>折线</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>样式</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>Stacked areas</source>
        <translation>堆叠面积</translation>
    </message>
    <message>
        <source>Thresholds for</source>
        <translation>阈值对象</translation>
    </message>
</context>
<context>
    <name>PanelRows</name>
    <message>
        <source>%1 has the columns %2.</source>
        <translation>%1 的列有：%2。</translation>
    </message>
    <message>
        <source>Choose another column for this panel.</source>
        <translation>请为该面板另选一列。</translation>
    </message>
    <message>
        <source>There is no column &quot;%1&quot;.</source>
        <translation>没有名为“%1”的列。</translation>
    </message>
    <message>
        <source>No value is chosen for this panel.%1</source>
        <translation>该面板还没有选择数值列。%1</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; holds no numbers.</source>
        <translation>列“%1”不是数值。</translation>
    </message>
</context>
<context>
    <name>ShownTable</name>
    <message>
        <source>provisional</source>
        <translation>暂定</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨日</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
</context>
<context>
    <name>StateFace</name>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>No data in this time range</source>
        <translation>此时间范围内没有数据</translation>
    </message>
    <message>
        <source>The first values appear when a window closes. A longer time range may show more.</source>
        <translation>窗口关闭后会出现第一批数值；也可以选择更长的时间范围。</translation>
    </message>
</context>
<context>
    <name>TimeChart</name>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (right)</source>
        <extracomment>a line counted on the right-hand axis, in the legend</extracomment>
        <translation>%1（右轴）</translation>
    </message>
</context>
<context>
    <name>guanlan::AlarmListPanel</name>
    <message numerus="yes">
        <source>%n firing</source>
        <translation>
            <numerusform>%n 条告警中</numerusform>
        </translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>没有告警</translation>
    </message>
    <message>
        <source>All rules are within their limits.</source>
        <translation>所有规则都在限值之内。</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已恢复</translation>
    </message>
    <message numerus="yes">
        <source>since %1 · %n min</source>
        <translation>
            <numerusform>始于 %1 · 已 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>resolved at %1</source>
        <translation>%1 恢复</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Firing</source>
        <translation>告警中</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
</context>
<context>
    <name>guanlan::BarPanel</name>
    <message numerus="yes">
        <source>%n more not shown</source>
        <translation>
            <numerusform>另有 %n 项未显示</numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨日</translation>
    </message>
</context>
<context>
    <name>guanlan::ChinaMapPanel</name>
    <message>
        <source>The map of China cannot be read.</source>
        <translation>无法读取中国地图。</translation>
    </message>
    <message>
        <source>Install the program again.</source>
        <translation>请重新安装本程序。</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>not on the map: %1</source>
        <translation>不在地图上：%1</translation>
    </message>
</context>
<context>
    <name>guanlan::DataPanel</name>
    <message>
        <source>today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>last %1 d</source>
        <translation>最近 %1 天</translation>
    </message>
    <message>
        <source>last %1 h</source>
        <translation>最近 %1 小时</translation>
    </message>
    <message>
        <source>last %1 min</source>
        <translation>最近 %1 分钟</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>source is away</source>
        <translation>数据源已断开</translation>
    </message>
    <message>
        <source>source is away, values from %1</source>
        <translation>数据源已断开，数值截至 %1</translation>
    </message>
    <message>
        <source>away</source>
        <translation>已断开</translation>
    </message>
    <message>
        <source>provisional</source>
        <translation>暂定</translation>
    </message>
</context>
<context>
    <name>guanlan::EventLogPanel</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>信息</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>More</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>guanlan::GaugePanel</name>
    <message>
        <source>%1 between %2 and %3</source>
        <translation>%1，范围 %2 至 %3</translation>
    </message>
    <message>
        <source>%1 against yesterday</source>
        <translation>较昨日 %1</translation>
    </message>
    <message>
        <source>provisional</source>
        <translation>暂定</translation>
    </message>
    <message>
        <source>vs yesterday</source>
        <translation>较昨日</translation>
    </message>
</context>
<context>
    <name>guanlan::HeatMapPanel</name>
    <message>
        <source>Highest: %1, %2. Lowest: %3, %4.</source>
        <translation>最高：%1，%2。最低：%3，%4。</translation>
    </message>
    <message numerus="yes">
        <source>%n more not shown</source>
        <translation>
            <numerusform>另有 %n 项未显示</numerusform>
        </translation>
    </message>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>目前</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>A day earlier</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>A week earlier</source>
        <translation>前一周</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
</context>
<context>
    <name>guanlan::PiePanel</name>
    <message numerus="yes">
        <source>Others (%n)</source>
        <translation>
            <numerusform>其他（%n 项）</numerusform>
        </translation>
    </message>
    <message>
        <source>total so far</source>
        <translation>目前合计</translation>
    </message>
    <message>
        <source>total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
</context>
<context>
    <name>guanlan::RadarPanel</name>
    <message>
        <source>A radar needs at least three axes.</source>
        <translation>雷达图至少需要三个轴。</translation>
    </message>
    <message>
        <source>Choose more value columns, or a dimension with more values to split by.</source>
        <translation>请选择更多数值列，或换一个取值更多的分组维度。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨日</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message numerus="yes">
        <source>%n more not shown</source>
        <translation>
            <numerusform>另有 %n 项未显示</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Axes found: %n.</source>
        <translation>
            <numerusform>目前只有 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>轴</translation>
    </message>
</context>
<context>
    <name>guanlan::RankedPanel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>So far</source>
        <translation>目前</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨日</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
</context>
<context>
    <name>guanlan::StatPanel</name>
    <message>
        <source>%1 against yesterday</source>
        <translation>较昨日 %1</translation>
    </message>
    <message>
        <source>provisional</source>
        <translation>暂定</translation>
    </message>
    <message>
        <source>vs yesterday</source>
        <translation>较昨日</translation>
    </message>
    <message>
        <source>%1 against last week</source>
        <translation>较上周 %1</translation>
    </message>
    <message>
        <source>vs last week</source>
        <translation>较上周</translation>
    </message>
</context>
<context>
    <name>guanlan::TablePanel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>vs yesterday</source>
        <translation>较昨日</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>走势</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Columns not shown: %n</source>
        <translation>
            <numerusform>另有 %n 列未显示</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>guanlan::TextPanel</name>
    <message>
        <source>No text yet</source>
        <translation>还没有文本</translation>
    </message>
</context>
<context>
    <name>guanlan::TimeSeriesPanel</name>
    <message>
        <source>Yesterday</source>
        <translation>昨日</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>%1: %2 at %3, between %4 and %5</source>
        <translation>%1：%3 为 %2，介于 %4 与 %5 之间</translation>
    </message>
</context>
</TS>
