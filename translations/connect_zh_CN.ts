<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>guanlan::CheckList</name>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Every step of the way to the broker is shown here: name, port, encryption, login, advertised listeners, rights, clock.</source>
        <translation>这里逐步显示通往 broker 的路：域名、端口、加密、登录、广播地址、权限、时钟。</translation>
    </message>
    <message>
        <source>Steps of the connection test</source>
        <translation>连接测试的步骤</translation>
    </message>
    <message>
        <source>Name (DNS)</source>
        <translation>域名 (DNS)</translation>
    </message>
    <message>
        <source>Port (TCP)</source>
        <translation>端口 (TCP)</translation>
    </message>
    <message>
        <source>Encryption (TLS)</source>
        <translation>加密 (TLS)</translation>
    </message>
    <message>
        <source>Login (SASL)</source>
        <translation>登录 (SASL)</translation>
    </message>
    <message>
        <source>Advertised listeners</source>
        <translation>广播地址</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Right to read (ACL)</source>
        <translation>读取权限 (ACL)</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>encrypted, certificate accepted</source>
        <translation>已加密，证书有效</translation>
    </message>
    <message>
        <source>logged in</source>
        <translation>已登录</translation>
    </message>
    <message>
        <source>not asked for (security.protocol)</source>
        <translation>未要求 (security.protocol)</translation>
    </message>
    <message>
        <source>Broker %1 is reachable</source>
        <translation>broker %1 可达</translation>
    </message>
</context>
<context>
    <name>guanlan::ColumnModel</name>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>填充率</translation>
    </message>
    <message>
        <source>Distinct</source>
        <translation>不同值</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
</context>
<context>
    <name>guanlan::ColumnStep</name>
    <message>
        <source>Paste a CREATE TABLE</source>
        <translation>粘贴 CREATE TABLE</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Double-click or F2 to change</source>
        <translation>双击或按 F2 修改</translation>
    </message>
    <message>
        <source>When did it happen?</source>
        <translation>事件何时发生？</translation>
    </message>
    <message>
        <source>Learned from the sample</source>
        <translation>由样本得出</translation>
    </message>
    <message>
        <source>Event time</source>
        <translation>事件时间</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>书写格式</translation>
    </message>
    <message>
        <source>Zone of times without one</source>
        <translation>无时区时间所用时区</translation>
    </message>
    <message>
        <source>Wait for late records</source>
        <translation>等待迟到记录</translation>
    </message>
    <message>
        <source>Window of the metrics</source>
        <translation>指标窗口</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>that of the workspace</source>
        <translation>工作区的时区</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 分钟</translation>
    </message>
    <message>
        <source>5 minutes</source>
        <translation>5 分钟</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>CREATE TABLE … WITH (…), as it stands in a Flink script</source>
        <translation>CREATE TABLE … WITH (…)，与 Flink 脚本中的写法相同</translation>
    </message>
    <message>
        <source>A CREATE TABLE</source>
        <translation>CREATE TABLE 语句</translation>
    </message>
    <message>
        <source>Reading the sample …</source>
        <translation>正在读取样本……</translation>
    </message>
    <message>
        <source>Kafka&apos;s timestamp</source>
        <translation>Kafka 的时间戳</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>第 %1 行第 %2 列：%3</translation>
    </message>
</context>
<context>
    <name>Connect</name>
    <message>
        <source>The topic holds no records yet. Paste a declaration, or come back when something was written to it.</source>
        <translation>主题中还没有记录。请粘贴表声明，或在有数据写入后再来。</translation>
    </message>
    <message>
        <source>The records are text, not JSON objects. Each is proposed as one column, counted by Kafka&apos;s own time.</source>
        <translation>记录是文本，不是 JSON 对象。建议把每条记录作为一列，按 Kafka 自身的时间计数。</translation>
    </message>
    <message>
        <source>%1 of %2 sampled records are no JSON objects. They will be counted as bad records, with their bytes.</source>
        <translation>抽样的 %2 条记录中有 %1 条不是 JSON 对象，将计为坏记录并保留原始字节。</translation>
    </message>
    <message>
        <source>%1 records are larger than 4 MB; only their beginning was looked at.</source>
        <translation>%1 条记录大于 4 MB，只查看了开头。</translation>
    </message>
    <message>
        <source>The records have %1 fields. The %2 that are filled most often are chosen; tick others as you need them.</source>
        <translation>记录共有 %1 个字段，已选中填充最多的 %2 个；其余可按需勾选。</translation>
    </message>
    <message>
        <source>No field looks like a time. Kafka&apos;s own timestamp is used.</source>
        <translation>没有字段像是时间，改用 Kafka 自身的时间戳。</translation>
    </message>
    <message>
        <source>%1% of the sampled records come later than the delay can hold: they will count as late.</source>
        <translation>抽样记录中有 %1% 超出等待时间，将计为迟到。</translation>
    </message>
    <message>
        <source>The times name no zone; beside Kafka&apos;s own time they are %1.</source>
        <translation>时间未写时区；与 Kafka 自身的时间对照，应为 %1。</translation>
    </message>
    <message>
        <source>The times name no zone, and Kafka&apos;s own times do not tell it. The workspace&apos;s zone is used.</source>
        <translation>时间未写时区，也无法由 Kafka 的时间得知，按工作区的时区处理。</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>dimension</source>
        <translation>维度</translation>
    </message>
    <message>
        <source>measure</source>
        <translation>度量</translation>
    </message>
    <message>
        <source>region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>as its type says</source>
        <translation>依列的类型</translation>
    </message>
    <message>
        <source>seconds since 1970</source>
        <translation>1970 年起的秒数</translation>
    </message>
    <message>
        <source>milliseconds since 1970</source>
        <translation>1970 年起的毫秒数</translation>
    </message>
    <message>
        <source>microseconds since 1970</source>
        <translation>1970 年起的微秒数</translation>
    </message>
    <message>
        <source>nanoseconds since 1970</source>
        <translation>1970 年起的纳秒数</translation>
    </message>
    <message>
        <source>seconds since 1970, with decimals</source>
        <translation>1970 年起的秒数（带小数）</translation>
    </message>
    <message>
        <source>text with a zone</source>
        <translation>带时区的文本</translation>
    </message>
    <message>
        <source>text without a zone</source>
        <translation>不带时区的文本</translation>
    </message>
    <message>
        <source>17/May/2015:10:05:03 +0000</source>
        <translation>17/May/2015:10:05:03 +0000</translation>
    </message>
    <message>
        <source>2015/05/17 10:05:03</source>
        <translation>2015/05/17 10:05:03</translation>
    </message>
    <message>
        <source>20150517100503</source>
        <translation>20150517100503</translation>
    </message>
</context>
<context>
    <name>guanlan::ConnectPage</name>
    <message>
        <source>1  Connection</source>
        <translation>1  连接</translation>
    </message>
    <message>
        <source>2  Topic</source>
        <translation>2  主题</translation>
    </message>
    <message>
        <source>3  Columns</source>
        <translation>3  列</translation>
    </message>
    <message>
        <source>4  Dashboard</source>
        <translation>4  看板</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Create the dashboard</source>
        <translation>创建看板</translation>
    </message>
</context>
<context>
    <name>guanlan::ConnectionForm</name>
    <message>
        <source>Where is the Kafka cluster?</source>
        <translation>Kafka 集群在哪里？</translation>
    </message>
    <message>
        <source>Nothing is written there: no group, no offsets</source>
        <translation>不会写入任何内容：没有消费组，不提交位点</translation>
    </message>
    <message>
        <source>Connection test</source>
        <translation>连接测试</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>None: readable by anyone on the way</source>
        <translation>无：途中任何人都可读</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>TLS and a login</source>
        <translation>TLS 加登录</translation>
    </message>
    <message>
        <source>A login without encryption</source>
        <translation>登录但不加密</translation>
    </message>
    <message>
        <source>Mechanism</source>
        <translation>机制</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>kept in the system&apos;s keychain, never in a file</source>
        <translation>保存在系统钥匙串中，绝不写入文件</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>证书机构 (CA)</translation>
    </message>
    <message>
        <source>a PEM file; empty: the system&apos;s</source>
        <translation>PEM 文件；留空则用系统的</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>The address is missing.</source>
        <translation>缺少地址。</translation>
    </message>
    <message>
        <source>Write HOST:PORT of one broker; the others are found from there.</source>
        <translation>请写一个 broker 的 HOST:PORT，其余会自动找到。</translation>
    </message>
    <message>
        <source>Testing …</source>
        <translation>正在测试……</translation>
    </message>
    <message>
        <source>The cluster answers. Go on and choose a topic.</source>
        <translation>集群已应答，请继续选择主题。</translation>
    </message>
</context>
<context>
    <name>guanlan::DashboardStep</name>
    <message>
        <source>Dashboard</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Read from</source>
        <translation>起始位置</translation>
    </message>
    <message>
        <source>the oldest record that is kept</source>
        <translation>最早保留的记录</translation>
    </message>
    <message>
        <source>an hour ago</source>
        <translation>一小时前</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>What is added to the script</source>
        <translation>将加入脚本的内容</translation>
    </message>
    <message>
        <source>Flink SQL; change it as you like</source>
        <translation>Flink SQL，可随意修改</translation>
    </message>
    <message>
        <source>Write it anew</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>The script is valid.</source>
        <translation>脚本有效。</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>第 %1 行第 %2 列：%3</translation>
    </message>
    <message>
        <source>In the script so far: %1</source>
        <translation>已有脚本中：%1</translation>
    </message>
</context>
<context>
    <name>guanlan::MessageInspector</name>
    <message>
        <source>(no value)</source>
        <translation>（无值）</translation>
    </message>
    <message>
        <source>(%1, only the beginning) %2</source>
        <translation>（%1，仅开头）%2</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>位点</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Choose a topic to look at its newest records.</source>
        <translation>选择一个主题，查看最新记录。</translation>
    </message>
    <message>
        <source>Records of the topic, the newest first</source>
        <translation>主题的记录，最新在前</translation>
    </message>
    <message>
        <source>The chosen record</source>
        <translation>选中的记录</translation>
    </message>
    <message>
        <source>The chosen record is shown here whole.</source>
        <translation>选中的记录在此完整显示。</translation>
    </message>
    <message>
        <source>Text in value or key, searched from the newest to the oldest</source>
        <translation>值或键中的文本，从最新查到最旧</translation>
    </message>
    <message>
        <source>Search the records</source>
        <translation>搜索记录</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Reading the newest records …</source>
        <translation>正在读取最新记录……</translation>
    </message>
    <message>
        <source>The topic holds no records yet.</source>
        <translation>主题中还没有记录。</translation>
    </message>
    <message numerus="yes">
        <source>The newest %n record(s)</source>
        <translation>
            <numerusform>最新 %n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>正在搜索……</translation>
    </message>
    <message>
        <source>%1 found in %2 of %3 records</source>
        <translation>在 %3 条中查了 %2 条，找到 %1 条</translation>
    </message>
    <message>
        <source>Waiting for new records …</source>
        <translation>等待新记录……</translation>
    </message>
    <message>
        <source>Following; the newest first</source>
        <translation>正在跟随，最新在前</translation>
    </message>
    <message>
        <source>%1 of %2 records read, %3 found</source>
        <translation>已读 %1 / %2 条，找到 %3 条</translation>
    </message>
</context>
<context>
    <name>guanlan::TopicStep</name>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>Records of the topic</source>
        <translation>主题的记录</translation>
    </message>
    <message>
        <source>Newest first; looking leaves no trace</source>
        <translation>最新在前；查看不留痕迹</translation>
    </message>
    <message>
        <source>Find a topic</source>
        <translation>查找主题</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Records/s</source>
        <translation>条/秒</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Asking the cluster for its topics …</source>
        <translation>正在向集群询问主题……</translation>
    </message>
    <message>
        <source>The cluster shows no topics to this user.</source>
        <translation>集群没有向此用户显示任何主题。</translation>
    </message>
    <message>
        <source>No topic has such a name.</source>
        <translation>没有这个名称的主题。</translation>
    </message>
    <message>
        <source>Records of %1</source>
        <translation>%1 的记录</translation>
    </message>
</context>
<context>
    <name>guanlan::MainWindow</name>
    <message>
        <source>Connect a stream</source>
        <translation>接入数据流</translation>
    </message>
    <message>
        <source>Dashboard: %1</source>
        <translation>看板：%1</translation>
    </message>
    <message>
        <source>Take back the stream connected last</source>
        <translation>撤销最近接入的数据流</translation>
    </message>
</context>
<context>
    <name>guanlan::StartPage</name>
    <message>
        <source>Connect a stream</source>
        <translation>接入数据流</translation>
    </message>
</context>
<context>
    <name>guanlan::SourcePage</name>
    <message>
        <source>Connect a stream</source>
        <translation>接入数据流</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>There is no host &quot;%1&quot;.</source>
        <translation>没有主机“%1”。</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 没有应答。</translation>
    </message>
    <message>
        <source>Check the name; a VPN or the hosts file may be missing.</source>
        <translation>检查名称；可能缺少 VPN 或 hosts 条目。</translation>
    </message>
    <message>
        <source>Check address and port, whether the broker runs, and firewalls on the way.</source>
        <translation>检查地址和端口、broker 是否运行以及途中的防火墙。</translation>
    </message>
    <message>
        <source>The newest record is dated %1 s after this machine&apos;s clock.</source>
        <translation>最新记录比本机时钟晚 %1 秒。</translation>
    </message>
    <message>
        <source>Set the clocks of this machine and of the producers by a time server.</source>
        <translation>请用时间服务器校准本机与生产端的时钟。</translation>
    </message>
    <message>
        <source>Partition %1 did not answer in time.</source>
        <translation>分区 %1 未及时应答。</translation>
    </message>
    <message>
        <source>Look at the broker that leads it.</source>
        <translation>请检查该分区的 leader broker。</translation>
    </message>
    <message>
        <source>The text holds no CREATE TABLE.</source>
        <translation>文本中没有 CREATE TABLE。</translation>
    </message>
    <message>
        <source>Paste the declaration of the source, from CREATE TABLE to its WITH (…).</source>
        <translation>请粘贴数据源的声明，从 CREATE TABLE 到 WITH (…)。</translation>
    </message>
    <message>
        <source>The broker advertises this address: set its advertised.listeners to one that is reachable from here.</source>
        <translation>broker 广播了这个地址：请把它的 advertised.listeners 设为从这里可达的地址。</translation>
    </message>
</context>
</TS>
