<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>Alarm</name>
    <message numerus="yes">
        <source>%n windows in a row</source>
        <translation>
            <numerusform>%n window in a row</numerusform>
            <numerusform>%n windows in a row</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>guanlan::Exporter</name>
    <message numerus="yes">
        <source>%n rows saved as %1.</source>
        <translation>
            <numerusform>%n row saved as %1.</numerusform>
            <numerusform>%n rows saved as %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>guanlan::HistoryForm</name>
    <message numerus="yes">
        <source>the disk is full in %n days</source>
        <translation>
            <numerusform>the disk is full in %n day</numerusform>
            <numerusform>the disk is full in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the limit is reached in %n days</source>
        <translation>
            <numerusform>the limit is reached in %n day</numerusform>
            <numerusform>the limit is reached in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>guanlan::MessageInspector</name>
    <message numerus="yes">
        <source>The newest %n record(s)</source>
        <translation>
            <numerusform>The newest record</numerusform>
            <numerusform>The newest %n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StreamState</name>
    <message numerus="yes">
        <source>; %n partition(s) idle</source>
        <translation>
            <numerusform>; %n partition idle</numerusform>
            <numerusform>; %n partitions idle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s) firing</source>
        <translation>
            <numerusform>%n alarm firing</numerusform>
            <numerusform>%n alarms firing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <translation>
            <numerusform>%n alarm</numerusform>
            <numerusform>%n alarms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>guanlan::RuleTrial</name>
    <message numerus="yes">
        <source>The last %n days have no rows to try it with.</source>
        <translation>
            <numerusform>The last %n day has no rows to try it with.</numerusform>
            <numerusform>The last %n days have no rows to try it with.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the last %n days it would not have fired.</source>
        <translation>
            <numerusform>In the last %n day it would not have fired.</numerusform>
            <numerusform>In the last %n days it would not have fired.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the last %n days it would have fired %1 times, %2 in all.</source>
        <translation>
            <numerusform>In the last %n day it would have fired %1 times, %2 in all.</numerusform>
            <numerusform>In the last %n days it would have fired %1 times, %2 in all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>guanlan::VersionBar</name>
    <message numerus="yes">
        <source>%n panels</source>
        <translation>
            <numerusform>%n panel</numerusform>
            <numerusform>%n panels</numerusform>
        </translation>
    </message>
</context>
</TS>
