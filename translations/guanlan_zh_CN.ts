<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>Alarm</name>
    <message>
        <source>told with another</source>
        <translation>已合并告知</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>紧急</translation>
    </message>
    <message numerus="yes">
        <source>%n windows in a row</source>
        <translation>
            <numerusform>连续 %n 个窗口</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Watch a site with millions of users, live.</source>
        <translation>实时观察百万用户的站点。</translation>
    </message>
    <message>
        <source>Open the workspace in this folder.</source>
        <translation>打开此文件夹中的工作区。</translation>
    </message>
    <message>
        <source>The same as --workspace.</source>
        <translation>与 --workspace 相同。</translation>
    </message>
    <message>
        <source>Open the demo, which brings its own broker and events.</source>
        <translation>打开演示，自带消息代理和事件。</translation>
    </message>
    <message>
        <source>Without a window: metrics and alarms in the terminal, the dashboard as a picture.</source>
        <translation>无窗口：终端显示指标和告警，看板输出为图片。</translation>
    </message>
    <message>
        <source>With --headless: go on after the first minute.</source>
        <translation>配合 --headless：一分钟后继续运行。</translation>
    </message>
    <message>
        <source>How many times faster the demo&apos;s time runs.</source>
        <translation>演示时间加速的倍数。</translation>
    </message>
    <message>
        <source>Draw the window into this file once it is full, and leave.</source>
        <translation>内容就绪后把窗口画入此文件并退出。</translation>
    </message>
    <message>
        <source>zh_CN or en, for this start.</source>
        <translation>本次启动的语言：zh_CN 或 en。</translation>
    </message>
    <message>
        <source>dark, light or system, for this start.</source>
        <translation>本次启动的主题：dark、light 或 system。</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>It is asked again; start the workspace here if it has ended.</source>
        <translation>会自动重试；若该程序已退出，可在此启动工作区。</translation>
    </message>
    <message>
        <source>The program that runs the workspace does not answer.</source>
        <translation>运行该工作区的程序没有应答。</translation>
    </message>
    <message>
        <source>%1 cannot be listened on.</source>
        <translation>无法监听 %1。</translation>
    </message>
    <message>
        <source>Choose another port, or close the program that has it; it is tried again.</source>
        <translation>请换一个端口，或关闭占用它的程序；程序会自动重试。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is what this program tells of itself.</source>
        <translation>“%1”是程序自身的指标。</translation>
    </message>
    <message>
        <source>Choose another name for the metric.</source>
        <translation>请为该指标换一个名称。</translation>
    </message>
    <message>
        <source>There are no events behind &quot;%1&quot;.</source>
        <translation>“%1”背后没有事件。</translation>
    </message>
    <message>
        <source>The program counts it itself.</source>
        <translation>它由程序自行统计。</translation>
    </message>
    <message>
        <source>There is no history in %1.</source>
        <translation>%1 中没有历史数据。</translation>
    </message>
    <message>
        <source>Choose a file that was made as a backup.</source>
        <translation>请选择备份得到的文件。</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>Check the rights of the folder and the room on its disk.</source>
        <translation>请检查文件夹权限和磁盘空间。</translation>
    </message>
    <message>
        <source>The file %1 is there already.</source>
        <translation>文件 %1 已存在。</translation>
    </message>
    <message>
        <source>Choose another name; it was left as it is.</source>
        <translation>请换一个名称；原文件未改动。</translation>
    </message>
    <message>
        <source>%1 is no backup, or a damaged one.</source>
        <translation>%1 不是备份，或已损坏。</translation>
    </message>
    <message>
        <source>Use another backup; the history was left as it is.</source>
        <translation>请使用另一个备份；历史数据未改动。</translation>
    </message>
    <message>
        <source>There is no metric &quot;%1&quot;.</source>
        <translation>没有名为“%1”的指标。</translation>
    </message>
    <message>
        <source>Choose one that pipeline.sql declares.</source>
        <translation>请选择 pipeline.sql 中声明的指标。</translation>
    </message>
    <message>
        <source>No connection to Kafka at %1.</source>
        <translation>无法连接 Kafka：%1。</translation>
    </message>
    <message>
        <source>%2.</source>
        <translation>%2。</translation>
    </message>
    <message>
        <source>It is tried again.</source>
        <translation>会自动重试。</translation>
    </message>
    <message>
        <source>No secure connection to Kafka at %1.</source>
        <translation>无法与 Kafka（%1）建立安全连接。</translation>
    </message>
    <message>
        <source>Check certificates, names in them, and whether the port speaks TLS.</source>
        <translation>请检查证书、证书中的名称，以及该端口是否使用 TLS。</translation>
    </message>
    <message>
        <source>Kafka at %1 refused us.</source>
        <translation>Kafka（%1）拒绝了我们。</translation>
    </message>
    <message>
        <source>Check user, password and rights.</source>
        <translation>请检查用户名、密码和权限。</translation>
    </message>
    <message>
        <source>The Kafka cluster has no topic &quot;%1&quot;.</source>
        <translation>Kafka 集群里没有主题“%1”。</translation>
    </message>
    <message>
        <source>It is looked for again.</source>
        <translation>会继续查找。</translation>
    </message>
    <message>
        <source>The Kafka cluster has no topic that matches &quot;%1&quot;.</source>
        <translation>Kafka 集群里没有与“%1”匹配的主题。</translation>
    </message>
    <message>
        <source>%3 records of topic &quot;%1&quot; are lost: partition %2, offsets %4 to %5.</source>
        <translation>主题“%1”丢失了 %3 条记录：分区 %2，偏移量 %4 至 %5。</translation>
    </message>
    <message>
        <source>The cluster deleted them before they were read.</source>
        <translation>集群在读取之前已将它们删除。</translation>
    </message>
    <message>
        <source>Raise the topic&apos;s retention, or read it without long breaks.</source>
        <translation>请延长该主题的保留时间，或避免长时间中断读取。</translation>
    </message>
    <message>
        <source>Partition %2 of topic &quot;%1&quot; ends at %3, and %4 had been reached.</source>
        <translation>主题“%1”的分区 %2 止于 %3，而此前已读到 %4。</translation>
    </message>
    <message>
        <source>The topic was deleted and made anew.</source>
        <translation>该主题被删除后重新创建。</translation>
    </message>
    <message>
        <source>It is read from its beginning.</source>
        <translation>将从头读取。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>无法读取文件 %1。</translation>
    </message>
    <message>
        <source>The property %2 names it.</source>
        <translation>它由属性 %2 指定。</translation>
    </message>
    <message>
        <source>Check its path and who may read it.</source>
        <translation>请检查其路径和读取权限。</translation>
    </message>
    <message>
        <source>Rows of &quot;%1&quot; cannot be looked up in MySQL at %2.</source>
        <translation>无法在 MySQL（%2）中查找“%1”的行。</translation>
    </message>
    <message>
        <source>%3.</source>
        <translation>%3。</translation>
    </message>
    <message>
        <source>See that the server runs and can be reached, then start again.</source>
        <translation>请确认服务器在运行且可以连接，然后重新启动。</translation>
    </message>
    <message>
        <source>MySQL at %2 refused to look up rows of &quot;%1&quot;.</source>
        <translation>MySQL（%2）拒绝查找“%1”的行。</translation>
    </message>
    <message>
        <source>Check the address, the names of table and columns, user and password.</source>
        <translation>请检查地址、表名、列名、用户名和密码。</translation>
    </message>
    <message>
        <source>Qt&apos;s driver for MySQL is not installed.</source>
        <translation>没有安装 Qt 的 MySQL 驱动。</translation>
    </message>
    <message>
        <source>Install the package libqt6sql6-mysql.</source>
        <translation>请安装软件包 libqt6sql6-mysql。</translation>
    </message>
    <message>
        <source>No space is left on the disk.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <source>Free some; saving goes on by itself.</source>
        <translation>请腾出空间；之后会自动继续保存。</translation>
    </message>
    <message>
        <source>The history file cannot be written.</source>
        <translation>历史文件无法写入。</translation>
    </message>
    <message>
        <source>Check the rights of the folder and whether its disk is mounted read-only.</source>
        <translation>请检查文件夹权限，以及磁盘是否以只读方式挂载。</translation>
    </message>
    <message>
        <source>The disk reports an error.</source>
        <translation>磁盘报告错误。</translation>
    </message>
    <message>
        <source>Check the disk; saving is tried again.</source>
        <translation>请检查磁盘；会继续尝试保存。</translation>
    </message>
    <message>
        <source>Another program holds the history file.</source>
        <translation>另一个程序占用了历史文件。</translation>
    </message>
    <message>
        <source>Close it.</source>
        <translation>请关闭它。</translation>
    </message>
    <message>
        <source>The workspace &quot;%1&quot; is in use by another Guanlan.</source>
        <translation>工作区“%1”正被另一个观澜使用。</translation>
    </message>
    <message>
        <source>Only one program at a time may write its history.</source>
        <translation>同一时间只能有一个程序写入历史。</translation>
    </message>
    <message>
        <source>Close the other one, or open a copy of the workspace.</source>
        <translation>请关闭另一个，或打开工作区的副本。</translation>
    </message>
    <message>
        <source>The history file is damaged.</source>
        <translation>历史文件已损坏。</translation>
    </message>
    <message>
        <source>It was left as it is: move it aside, or put a copy back in its place.</source>
        <translation>文件保持原样：请移走它，或用备份替换。</translation>
    </message>
    <message>
        <source>The history was written by a newer version of Guanlan.</source>
        <translation>历史由更新版本的观澜写入。</translation>
    </message>
    <message>
        <source>Update Guanlan, or use another workspace folder.</source>
        <translation>请升级观澜，或使用另一个工作区文件夹。</translation>
    </message>
    <message>
        <source>%1 could not be saved.</source>
        <translation>无法保存 %1。</translation>
    </message>
    <message>
        <source>Check that the folder exists and may be written; the old file is unchanged.</source>
        <translation>请检查文件夹是否存在且可写；旧文件未改动。</translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <translation>无法读取 %1。</translation>
    </message>
    <message>
        <source>Check the rights of the file.</source>
        <translation>请检查文件权限。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>没有文件 %1。</translation>
    </message>
    <message>
        <source>Choose a workspace folder that holds it.</source>
        <translation>请选择包含它的工作区文件夹。</translation>
    </message>
    <message>
        <source>%1 is not valid JSON.</source>
        <translation>%1 不是有效的 JSON。</translation>
    </message>
    <message>
        <source>Correct the file at the position named.</source>
        <translation>请在所示位置修正文件。</translation>
    </message>
    <message>
        <source>%1 was written by a newer Guanlan.</source>
        <translation>%1 由更新版本的观澜写入。</translation>
    </message>
    <message>
        <source>Update Guanlan; the file stays as it is.</source>
        <translation>请升级观澜；文件保持原样。</translation>
    </message>
    <message>
        <source>The variable &quot;%1&quot; has no value.</source>
        <translation>变量“%1”没有值。</translation>
    </message>
    <message>
        <source>Write the value into the script.</source>
        <translation>请把值写进脚本。</translation>
    </message>
    <message>
        <source>There is no history yet.</source>
        <translation>还没有历史。</translation>
    </message>
    <message>
        <source>The workspace has to have run once.</source>
        <translation>工作区需要先运行一次。</translation>
    </message>
    <message>
        <source>The system&apos;s keychain cannot be used.</source>
        <translation>无法使用系统钥匙串。</translation>
    </message>
    <message>
        <source>Unlock or install a keyring (GNOME Keyring, KWallet), or set %3.</source>
        <translation>请解锁或安装钥匙串（GNOME Keyring、KWallet），或设置 %3。</translation>
    </message>
    <message>
        <source>The keychain holds no password &quot;%1&quot;.</source>
        <translation>钥匙串里没有密码“%1”。</translation>
    </message>
    <message>
        <source>Enter it in the form that uses it.</source>
        <translation>请在使用它的表单里填写。</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Dashboards</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>StreamState</name>
    <message>
        <source>; run by another program on this machine</source>
        <translation>；由本机另一程序运行</translation>
    </message>
    <message>
        <source> at %1 a second, about %2 left</source>
        <translation>，每秒减少 %1 条，约需 %2</translation>
    </message>
    <message>
        <source>, and they do not get fewer</source>
        <translation>，且没有减少</translation>
    </message>
    <message>
        <source>; %1 records to catch up</source>
        <translation>；还有 %1 条待补读</translation>
    </message>
    <message>
        <source>%1 is away since %2</source>
        <translation>%1 自 %2 起失联</translation>
    </message>
    <message>
        <source>%1 is away since %2: %3</source>
        <translation>%1 自 %2 起失联：%3</translation>
    </message>
    <message>
        <source>Is it live?</source>
        <translation>是实时的吗？</translation>
    </message>
    <message>
        <source>No, the run has stopped: %1</source>
        <translation>不是，运行已停止：%1</translation>
    </message>
    <message>
        <source>Connecting to the sources</source>
        <translation>正在连接数据源</translation>
    </message>
    <message>
        <source>All input has been read to its end</source>
        <translation>全部输入已读完</translation>
    </message>
    <message>
        <source>Yes, %1 records a second</source>
        <translation>是，每秒 %1 条</translation>
    </message>
    <message>
        <source>Is it complete?</source>
        <translation>是完整的吗？</translation>
    </message>
    <message>
        <source>No event time yet</source>
        <translation>还没有事件时间</translation>
    </message>
    <message>
        <source>Yes, every window is closed</source>
        <translation>是，所有窗口都已关闭</translation>
    </message>
    <message>
        <source>Up to %1, %2 behind the clock</source>
        <translation>完整至 %1，落后时钟 %2</translation>
    </message>
    <message numerus="yes">
        <source>; %n partition(s) idle</source>
        <translation>
            <numerusform>；%n 个分区空闲</numerusform>
        </translation>
    </message>
    <message>
        <source>; %1 records lost before they could be read</source>
        <translation>；%1 条记录未及读取就已丢失</translation>
    </message>
    <message>
        <source>Is anything wrong?</source>
        <translation>有什么不对吗？</translation>
    </message>
    <message>
        <source>history not saved since %1</source>
        <translation>历史自 %1 起未保存</translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s) firing</source>
        <translation>
            <numerusform>%n 条告警触发中</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 unreadable records in quarantine</source>
        <translation>%1 条无法读取的记录在隔离区</translation>
    </message>
    <message>
        <source>No</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>The run has stopped: %1</source>
        <translation>运行已停止：%1</translation>
    </message>
    <message>
        <source>History not saved since %1. The charts go on; what was read is kept and saved later.</source>
        <translation>历史自 %1 起未保存。图表照常更新；已读数据保留，稍后补存。</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>读取中</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>已追平</translation>
    </message>
    <message>
        <source>away</source>
        <translation>失联</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>无连接</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>Not saving</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>%1 behind</source>
        <translation>落后 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <translation>
            <numerusform>%n 条告警</numerusform>
        </translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>The last values stay.</source>
        <translation>最后的数值保留。</translation>
    </message>
</context>
<context>
    <name>TimeControl</name>
    <message>
        <source>%n days</source>
        <translation>%n 天</translation>
    </message>
    <message>
        <source>%n h</source>
        <translation>%n 小时</translation>
    </message>
    <message>
        <source>%n min</source>
        <translation>%n 分钟</translation>
    </message>
</context>
<context>
    <name>guanlan::AlarmPage</name>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新建规则</translation>
    </message>
    <message>
        <source>Firing now</source>
        <translation>正在告警</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>What</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Noticed</source>
        <translation>发现于</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Answer of the other side</source>
        <translation>对方的答复</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建于</translation>
    </message>
    <message>
        <source>No rule yet. A rule watches one column of a metric and tells you when it crosses a threshold.</source>
        <translation>还没有规则。规则盯住一个指标的一列，越过阈值时通知你。</translation>
    </message>
    <message>
        <source>All quiet: no alarm is firing.</source>
        <translation>一切平静：没有正在触发的告警。</translation>
    </message>
    <message>
        <source>No alarm has fired so far.</source>
        <translation>至今没有触发过告警。</translation>
    </message>
    <message>
        <source>No message has been sent so far.</source>
        <translation>至今没有发送过通知。</translation>
    </message>
    <message>
        <source>on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>began</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>guanlan::Card</name>
    <message>
        <source>This version has no panel of the kind &quot;%1&quot;.
The panel and its settings are kept.</source>
        <translation>此版本没有“%1”类型的面板。
面板及其设置会原样保留。</translation>
    </message>
    <message>
        <source>Not narrowed: what this panel shows is not split by %1.</source>
        <translation>未筛选：此面板的数据没有按 %1 分组。</translation>
    </message>
</context>
<context>
    <name>guanlan::ChoicePopover</name>
    <message>
        <source>Show all again</source>
        <translation>恢复显示全部</translation>
    </message>
    <message>
        <source>Show only %1</source>
        <translation>只显示 %1</translation>
    </message>
    <message>
        <source>Events behind this</source>
        <translation>查看背后的事件</translation>
    </message>
</context>
<context>
    <name>guanlan::CommandPalette</name>
    <message>
        <source>Go to a page or run an action</source>
        <translation>跳转页面或执行操作</translation>
    </message>
    <message>
        <source>Search pages and actions</source>
        <translation>搜索页面和操作</translation>
    </message>
</context>
<context>
    <name>guanlan::EmptyFace</name>
    <message>
        <source>This workspace has no dashboard yet.</source>
        <translation>此工作区还没有看板。</translation>
    </message>
    <message>
        <source>New dashboard</source>
        <translation>新建看板</translation>
    </message>
    <message>
        <source>Nothing is on this dashboard yet.</source>
        <translation>此看板还没有内容。</translation>
    </message>
    <message>
        <source>Add panels</source>
        <translation>添加面板</translation>
    </message>
</context>
<context>
    <name>guanlan::DashboardTabs</name>
    <message>
        <source>Dashboards</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>New dashboard</source>
        <translation>新看板</translation>
    </message>
    <message>
        <source>Duplicate this dashboard</source>
        <translation>复制此看板</translation>
    </message>
    <message>
        <source>Remove this dashboard</source>
        <translation>删除此看板</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1（副本）</translation>
    </message>
    <message>
        <source>The dashboard “%1” was removed.</source>
        <translation>看板“%1”已删除。</translation>
    </message>
    <message>
        <source>Name of the dashboard</source>
        <translation>看板名称</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>%1 (Alt+%2)</source>
        <translation>%1（Alt+%2）</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>更早的版本</translation>
    </message>
</context>
<context>
    <name>guanlan::EventsPage</name>
    <message>
        <source>used</source>
        <translation>已计入</translation>
    </message>
    <message>
        <source>late</source>
        <translation>迟到</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>无法解析</translation>
    </message>
    <message>
        <source>The oldest are no longer kept: partition %1 of %2 begins at offset %3.</source>
        <translation>最早的事件已不再保留：%2 的分区 %1 从偏移量 %3 开始。</translation>
    </message>
    <message>
        <source>The partitions were read in another order than when the row was made, so other events count as late.</source>
        <translation>各分区的读取顺序与生成此行时不同，因此判为迟到的事件不同。</translation>
    </message>
    <message>
        <source>The source has changed since, or the row is of another script.</source>
        <translation>数据源此后有变化，或此行由另一个脚本生成。</translation>
    </message>
    <message>
        <source>%1 events went into this row.</source>
        <translation>此行由 %1 个事件得出。</translation>
    </message>
    <message>
        <source>%1 events, exactly as many as the row counts.</source>
        <translation>%1 个事件，与此行的计数完全一致。</translation>
    </message>
    <message>
        <source>The row counts %1 events, the sources gave %2.</source>
        <translation>此行计数为 %1 个事件，数据源给出 %2 个。</translation>
    </message>
    <message>
        <source>%1 came too late and are not counted.</source>
        <translation>%1 个迟到，未计入。</translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <translation>%1 个无法解析。</translation>
    </message>
    <message>
        <source>The first %1 are listed.</source>
        <translation>列出前 %1 个。</translation>
    </message>
    <message>
        <source>Reading the sources once more …</source>
        <translation>正在重新读取数据源…</translation>
    </message>
    <message>
        <source>Rows behind %1: %2</source>
        <translation>“%1”的来源行：%2</translation>
    </message>
    <message>
        <source>One for each window, newest first; windows still open are not among them</source>
        <translation>每个窗口一行，最新的在前；尚未关闭的窗口不在其中</translation>
    </message>
    <message>
        <source>Events behind the selected row</source>
        <translation>所选行背后的事件</translation>
    </message>
    <message>
        <source>Back to the dashboard</source>
        <translation>返回看板</translation>
    </message>
    <message>
        <source>Rows behind the number</source>
        <translation>数值的来源行</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移量</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>原始内容</translation>
    </message>
    <message>
        <source>Reading history …</source>
        <translation>正在读取历史…</translation>
    </message>
    <message>
        <source>No window of it has closed yet. Its rows appear here when one does.</source>
        <translation>还没有窗口关闭。窗口关闭后，来源行会出现在这里。</translation>
    </message>
    <message>
        <source>The sources no longer hold any event of this row.</source>
        <translation>数据源已不再保留此行的任何事件。</translation>
    </message>
    <message>
        <source>together %1</source>
        <translation>合计 %1</translation>
    </message>
</context>
<context>
    <name>guanlan::ExplorePage</name>
    <message>
        <source>Last rows</source>
        <translation>最近的行</translation>
    </message>
    <message>
        <source>Newest first; open windows are provisional</source>
        <translation>最新在前；未关闭的窗口为暂定值</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>No rows yet. The first ones appear when a window closes.</source>
        <translation>还没有数据。第一个窗口关闭后就会出现。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>provisional</source>
        <translation>暂定</translation>
    </message>
</context>
<context>
    <name>guanlan::FilterBar</name>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>Only %1 is shown. A click shows all again.</source>
        <translation>只显示 %1。点击恢复显示全部。</translation>
    </message>
    <message>
        <source>Only %1; press to show all again</source>
        <translation>只显示 %1；按下恢复显示全部</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Takes all conditions away (Esc)</source>
        <translation>去掉所有条件（Esc）</translation>
    </message>
    <message>
        <source>Narrowed to %1</source>
        <translation>只显示 %1</translation>
    </message>
</context>
<context>
    <name>guanlan::Inspector</name>
    <message>
        <source>Panel</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Add a panel</source>
        <translation>添加面板</translation>
    </message>
    <message numerus="yes">
        <source>%n panels</source>
        <translation>
            <numerusform>%n 个面板</numerusform>
        </translation>
    </message>
    <message>
        <source>Drag one to move all of them. Ctrl+C copies them, Ctrl+V puts the copies in, Delete removes them.</source>
        <translation>拖动其中一个可一起移动。Ctrl+C 复制，Ctrl+V 粘贴，Delete 删除。</translation>
    </message>
    <message>
        <source>Select a panel to change it, several with Ctrl or by pulling a frame around them. Drag to move, pull the right or lower edge to resize; the arrow keys move it, with Shift they resize it.</source>
        <translation>选中面板即可修改；按住 Ctrl 或拉框可多选。拖动可移动，拉右边或下边可调整大小；方向键移动，按住 Shift 调整大小。</translation>
    </message>
</context>
<context>
    <name>guanlan::MainWindow</name>
    <message>
        <source>Not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>Your last change is not saved yet: %1 It is kept here and tried again.</source>
        <translation>最近的修改尚未保存：%1 修改保留在这里，稍后重试。</translation>
    </message>
    <message>
        <source>Edit this dashboard</source>
        <translation>编辑看板</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>新工作区</translation>
    </message>
    <message>
        <source>Earlier versions of this dashboard</source>
        <translation>此看板的更早版本</translation>
    </message>
</context>
<context>
    <name>guanlan::MetricPage</name>
    <message>
        <source>Metrics</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>read = used + filtered + duplicate + late + unreadable; double-click shows the rows</source>
        <translation>读取 = 使用 + 过滤 + 重复 + 迟到 + 无法读取；双击查看数据行</translation>
    </message>
    <message>
        <source>The same text runs here, over history and on Flink</source>
        <translation>同一段文本可在此实时运行、回算历史、部署到 Flink</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Split by</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>结果行</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Filtered</source>
        <translation>过滤</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>迟到</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>No metric yet. A metric is a CREATE MATERIALIZED TABLE in pipeline.sql; New metric makes one.</source>
        <translation>还没有指标。指标是 pipeline.sql 中的 CREATE MATERIALIZED TABLE，可点“新建指标”创建。</translation>
    </message>
    <message>
        <source>The script</source>
        <translation>脚本</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove the metric that is selected</source>
        <translation>删除选中的指标</translation>
    </message>
    <message>
        <source>The metric %1 was removed.</source>
        <translation>指标 %1 已删除。</translation>
    </message>
</context>
<context>
    <name>guanlan::NoticeBar</name>
    <message>
        <source>Notices</source>
        <translation>提醒</translation>
    </message>
</context>
<context>
    <name>guanlan::OptionForm</name>
    <message>
        <source>by itself</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>guanlan::QueryForm</name>
    <message>
        <source>with yesterday</source>
        <translation>与昨日（环比）</translation>
    </message>
    <message>
        <source>with last week</source>
        <translation>与上周（同比）</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Split by</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Combine</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>Span</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>by itself</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>求和</translation>
    </message>
    <message>
        <source>average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>as the dashboard</source>
        <translation>跟随看板</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>30 minutes</source>
        <translation>30 分钟</translation>
    </message>
    <message>
        <source>6 hours</source>
        <translation>6 小时</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>28 days</source>
        <translation>28 天</translation>
    </message>
</context>
<context>
    <name>guanlan::RailButton</name>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1（Ctrl+%2）</translation>
    </message>
</context>
<context>
    <name>guanlan::RuleForm</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Tell</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理建议</translation>
    </message>
    <message>
        <source>Part of the message: what the receiver shall look at</source>
        <translation>随通知发送：收到的人应该看什么</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Only where</source>
        <translation>仅当</translation>
    </message>
    <message>
        <source>all series, each by itself; or region=广东</source>
        <translation>全部序列，各自判断；或 region=广东</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Alarm when</source>
        <translation>告警条件</translation>
    </message>
    <message>
        <source>Windows in a row</source>
        <translation>连续窗口数</translation>
    </message>
    <message>
        <source>Save rule</source>
        <translation>保存规则</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>No channel yet: add one under Settings</source>
        <translation>还没有渠道：请在设置中添加</translation>
    </message>
    <message>
        <source>Give the rule a name; it heads every message.</source>
        <translation>请给规则起名；每条通知都以它开头。</translation>
    </message>
    <message>
        <source>Choose the metric and the column to watch.</source>
        <translation>请选择要观察的指标和列。</translation>
    </message>
    <message>
        <source>Write &quot;Only where&quot; as dimension=value, several with commas.</source>
        <translation>“仅当”请写成 维度=值，多个用逗号分隔。</translation>
    </message>
    <message>
        <source>The threshold must be a number.</source>
        <translation>阈值必须是数字。</translation>
    </message>
</context>
<context>
    <name>guanlan::SeriesEditor</name>
    <message>
        <source>Add a value</source>
        <translation>添加数值</translation>
    </message>
    <message>
        <source>Value column</source>
        <translation>数值列</translation>
    </message>
    <message>
        <source>Remove this value</source>
        <translation>移除此数值</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
</context>
<context>
    <name>guanlan::HistoryForm</name>
    <message>
        <source>Now</source>
        <translation>目前</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Keep at least</source>
        <translation>至少保留</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>But no more than</source>
        <translation>但不超过</translation>
    </message>
    <message>
        <source>as the disk allows</source>
        <translation>不限，按磁盘容量</translation>
    </message>
    <message>
        <source>The oldest rows go first.</source>
        <translation>超出时先删除最早的数据。</translation>
    </message>
    <message>
        <source>Check all rows</source>
        <translation>检查全部数据</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>备份…</translation>
    </message>
    <message>
        <source>Put a backup back…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>nothing kept yet</source>
        <translation>还没有保留任何数据</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>%1 free on the disk</source>
        <translation>磁盘剩余 %1</translation>
    </message>
    <message>
        <source>known when an hour has been kept</source>
        <translation>保留满一小时后可知</translation>
    </message>
    <message>
        <source>%1 a day</source>
        <translation>每天 %1</translation>
    </message>
    <message>
        <source>%1 in the end: there is room</source>
        <translation>最终约 %1，空间足够</translation>
    </message>
    <message numerus="yes">
        <source>the disk is full in %n days</source>
        <translation>
            <numerusform>磁盘将在 %n 天后写满</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the limit is reached in %n days</source>
        <translation>
            <numerusform>%n 天后达到上限</numerusform>
        </translation>
    </message>
    <message>
        <source>All rows are being read…</source>
        <translation>正在读取全部数据…</translation>
    </message>
    <message>
        <source>%1 rows read, all sound.</source>
        <translation>已读取 %1 行，全部完好。</translation>
    </message>
    <message>
        <source>The history is damaged. Put a backup in its place.</source>
        <translation>历史数据已损坏，请用备份恢复。</translation>
    </message>
    <message>
        <source>The backup is being read…</source>
        <translation>正在读取备份…</translation>
    </message>
    <message>
        <source>Back up the history</source>
        <translation>备份历史数据</translation>
    </message>
    <message>
        <source>History (*.db)</source>
        <translation>历史数据 (*.db)</translation>
    </message>
    <message>
        <source>The history is being copied…</source>
        <translation>正在复制历史数据…</translation>
    </message>
    <message>
        <source>The history is in %1.</source>
        <translation>历史数据已保存到 %1。</translation>
    </message>
    <message>
        <source>Put a backup back; what is there now is kept beside it</source>
        <translation>恢复备份；现有数据会保留在旁边</translation>
    </message>
</context>
<context>
    <name>guanlan::SettingsPage</name>
    <message>
        <source>Watching the run itself</source>
        <translation>监视程序自身</translation>
    </message>
    <message>
        <source>The metrics guanlan_sources and guanlan_run are for panels and alarms like any other</source>
        <translation>指标 guanlan_sources 与 guanlan_run 可像其他指标一样用于面板和告警</translation>
    </message>
    <message>
        <source>General</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Scale (from the next start)</source>
        <translation>缩放（下次启动生效）</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史数据</translation>
    </message>
    <message>
        <source>What the metrics were, in one file of the workspace</source>
        <translation>各指标的历史结果，保存在工作区的一个文件中</translation>
    </message>
    <message>
        <source>Mail channels</source>
        <translation>邮件渠道</translation>
    </message>
    <message>
        <source>Where alarms are sent</source>
        <translation>告警发往何处</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>To</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>No channel yet: fill in the form below and save it.</source>
        <translation>还没有渠道：填写下面的表单并保存。</translation>
    </message>
    <message>
        <source>New channel</source>
        <translation>新建渠道</translation>
    </message>
    <message>
        <source>on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>off</source>
        <translation>停用</translation>
    </message>
</context>
<context>
    <name>guanlan::SmtpForm</name>
    <message>
        <source>Other server</source>
        <translation>其他服务器</translation>
    </message>
    <message>
        <source>QQ Mail</source>
        <translation>QQ 邮箱</translation>
    </message>
    <message>
        <source>NetEase 163</source>
        <translation>网易 163</translation>
    </message>
    <message>
        <source>Tencent Exmail</source>
        <translation>腾讯企业邮</translation>
    </message>
    <message>
        <source>Alibaba Mail</source>
        <translation>阿里企业邮箱</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>From</source>
        <translation>发件人</translation>
    </message>
    <message>
        <source>To</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>服务商</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>STARTTLS, required</source>
        <translation>STARTTLS（必须）</translation>
    </message>
    <message>
        <source>TLS from the start</source>
        <translation>全程 TLS</translation>
    </message>
    <message>
        <source>None: readable by anyone on the way</source>
        <translation>不加密：途中任何人可读</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>kept in the system&apos;s keychain; often an authorisation code</source>
        <translation>保存在系统钥匙串；通常是授权码</translation>
    </message>
    <message>
        <source>Save channel</source>
        <translation>保存渠道</translation>
    </message>
    <message>
        <source>Send a test mail</source>
        <translation>发送测试邮件</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>The server is missing; choose a provider or write its name.</source>
        <translation>缺少服务器；请选择服务商或填写地址。</translation>
    </message>
    <message>
        <source>The sender&apos;s address is missing.</source>
        <translation>缺少发件人地址。</translation>
    </message>
    <message>
        <source>Who shall receive the mails? Write at least one address.</source>
        <translation>谁来收邮件？请至少填写一个地址。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Saved; the password is in the keychain.</source>
        <translation>已保存；密码已存入钥匙串。</translation>
    </message>
    <message>
        <source>Sending …</source>
        <translation>正在发送…</translation>
    </message>
    <message>
        <source>Guanlan: test mail</source>
        <translation>观澜：测试邮件</translation>
    </message>
    <message>
        <source>This mail shows that the channel works. Alarms will look like it.</source>
        <translation>收到这封邮件说明渠道可用。告警邮件与它相似。</translation>
    </message>
    <message>
        <source>Sent. The server said: %1</source>
        <translation>已发送。服务器答复：%1</translation>
    </message>
    <message>
        <source>Not sent. %1</source>
        <translation>未发送。%1</translation>
    </message>
</context>
<context>
    <name>guanlan::SourcePage</name>
    <message>
        <source>end</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>How far each one has been read, and up to which event time it is complete</source>
        <translation>各分区读到哪里，到哪个事件时间为止是完整的</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>隔离区</translation>
    </message>
    <message>
        <source>Records that could not be read: counted, sampled, skipped</source>
        <translation>无法读取的记录：计数、取样、跳过</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>Records/s</source>
        <translation>条/秒</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>积压</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Next offset</source>
        <translation>下一位点</translation>
    </message>
    <message>
        <source>End</source>
        <translation>末端</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Complete up to</source>
        <translation>完整至</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>位点</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>No source yet. A source is a CREATE TABLE in pipeline.sql.</source>
        <translation>还没有数据源。数据源是 pipeline.sql 中的 CREATE TABLE。</translation>
    </message>
    <message>
        <source>No partition has been read yet.</source>
        <translation>还没有读取任何分区。</translation>
    </message>
    <message>
        <source>Nothing here: every record could be read.</source>
        <translation>这里是空的：所有记录都能读取。</translation>
    </message>
    <message>
        <source>idle: does not hold the others back</source>
        <translation>空闲：不拖慢其他分区</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>读取中</translation>
    </message>
    <message>
        <source>Asking the other side for its partitions</source>
        <translation>正在向对方查询分区</translation>
    </message>
    <message>
        <source>Reading what has piled up</source>
        <translation>正在读取积压</translation>
    </message>
    <message>
        <source>Everything that has arrived is read</source>
        <translation>已到达的全部读完</translation>
    </message>
    <message>
        <source>Read to its end</source>
        <translation>已读到结尾</translation>
    </message>
</context>
<context>
    <name>guanlan::StartPage</name>
    <message>
        <source>Save and start</source>
        <translation>保存并启动</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The script</source>
        <translation>脚本</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>The script has a mistake; nothing was started</source>
        <translation>脚本有错误；没有启动任何任务</translation>
    </message>
    <message>
        <source>The workspace could not be started</source>
        <translation>工作区未能启动</translation>
    </message>
    <message>
        <source>What shall be watched?</source>
        <translation>要观察什么？</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>新工作区</translation>
    </message>
    <message>
        <source>This folder holds no workspace yet. Begin with one that is ready to run, and change it as you like; or connect a stream of your own.</source>
        <translation>这个文件夹里还没有工作区。可以从一个现成的开始，再按需要修改；也可以接入自己的数据流。</translation>
    </message>
    <message>
        <source>It becomes a folder of its own and opens in a window beside this one.</source>
        <translation>它会成为单独的文件夹，并在另一个窗口中打开。</translation>
    </message>
</context>
<context>
    <name>guanlan::StreamLight</name>
    <message>
        <source>State of the streams: %1</source>
        <translation>数据流状态：%1</translation>
    </message>
    <message>
        <source>Open sources</source>
        <translation>查看数据源</translation>
    </message>
</context>
<context>
    <name>guanlan::TakeBackBar</name>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Hide this line</source>
        <translation>隐藏此行</translation>
    </message>
</context>
<context>
    <name>guanlan::ThresholdEditor</name>
    <message>
        <source>Add a threshold</source>
        <translation>添加阈值</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Remove this threshold</source>
        <translation>移除此阈值</translation>
    </message>
</context>
<context>
    <name>guanlan::TimeControl</name>
    <message>
        <source>Live · %1</source>
        <translation>实时 · %1</translation>
    </message>
    <message>
        <source>Last %1</source>
        <translation>最近 %1</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Time shown: %1</source>
        <translation>显示时间：%1</translation>
    </message>
    <message>
        <source>Go on (Space)</source>
        <translation>继续（空格）</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>暂停（空格）</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>过去</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>起止时间</translation>
    </message>
    <message>
        <source>Show this range</source>
        <translation>显示此时段</translation>
    </message>
</context>
<context>
    <name>guanlan::TopBar</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Changes are saved as you make them</source>
        <translation>修改会随时自动保存</translation>
    </message>
    <message>
        <source>Edit this dashboard (E)</source>
        <translation>编辑看板（E）</translation>
    </message>
    <message>
        <source>Done editing</source>
        <translation>完成编辑</translation>
    </message>
    <message>
        <source>Edit this dashboard</source>
        <translation>编辑看板</translation>
    </message>
    <message>
        <source>Search pages and actions (Ctrl+K)</source>
        <translation>搜索页面和操作（Ctrl+K）</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Do again (Ctrl+Shift+Z)</source>
        <translation>重做 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Do again</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Zoom back</source>
        <translation>缩放还原</translation>
    </message>
    <message>
        <source>Show the time before (Esc, or a double click on the chart)</source>
        <translation>回到之前的时间范围（Esc，或双击图表）</translation>
    </message>
</context>
<context>
    <name>WindowProgram</name>
    <message>
        <source>Putting the backup back</source>
        <translation>正在恢复备份</translation>
    </message>
    <message>
        <source>Making the workspace</source>
        <translation>正在创建工作区</translation>
    </message>
    <message>
        <source>The workspace is in %1 and opens in a window of its own.</source>
        <translation>工作区位于 %1，正在单独的窗口中打开。</translation>
    </message>
    <message>
        <source>The workspace is in %1. No window could be opened for it: start Guanlan with this folder.</source>
        <translation>工作区位于 %1，但无法为它打开窗口：请用此文件夹启动观澜。</translation>
    </message>
</context>
<context>
    <name>guanlan::VersionBar</name>
    <message numerus="yes">
        <source>%n panels</source>
        <translation>
            <numerusform>%n 个面板</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no earlier version of this dashboard yet.</source>
        <translation>此看板还没有更早的版本。</translation>
    </message>
    <message>
        <source>You look at the version of</source>
        <translation>正在查看版本</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>更早的版本</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>恢复此版本</translation>
    </message>
    <message>
        <source>Back to the dashboard as it is (Esc)</source>
        <translation>回到现在的看板 (Esc)</translation>
    </message>
    <message>
        <source>Back to the dashboard as it is</source>
        <translation>回到现在的看板</translation>
    </message>
</context>
<context>
    <name>guanlan::DashboardPage</name>
    <message>
        <source>The version of %1 was put back.</source>
        <translation>已恢复 %1 的版本。</translation>
    </message>
</context>
<context>
    <name>guanlan::MonitoringForm</name>
    <message>
        <source>Port for Prometheus</source>
        <translation>Prometheus 端口</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Of this machine alone; 0 is off.</source>
        <translation>仅限本机；0 表示关闭。</translation>
    </message>
    <message>
        <source>nobody can ask</source>
        <translation>未开放</translation>
    </message>
    <message>
        <source>nothing runs</source>
        <translation>未在运行</translation>
    </message>
</context>
<context>
    <name>guanlan::RuleTrial</name>
    <message>
        <source>No history yet to try it with.</source>
        <translation>还没有可用来试算的历史数据。</translation>
    </message>
    <message numerus="yes">
        <source>The last %n days have no rows to try it with.</source>
        <translation>
            <numerusform>最近 %n 天没有可用来试算的数据。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the last %n days it would not have fired.</source>
        <translation>
            <numerusform>最近 %n 天内不会触发。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the last %n days it would have fired %1 times, %2 in all.</source>
        <translation>
            <numerusform>最近 %n 天内会触发 %1 次，累计 %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>still</source>
        <translation>仍在触发</translation>
    </message>
</context>
</TS>
