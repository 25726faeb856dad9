package io.ripeline.publishing;

import io.ripeline.refusal.Text;
import java.util.HashMap;
import java.util.Map;

/// What the members of the document are called in sentences for people.
final class DocumentWords {

    private static final Map<String, Text> MEMBERS = new HashMap<>();
    private static final Map<String, Text> ELEMENTS = new HashMap<>();

    static {
        list("objects", "Objects", "对象", "Object", "对象");
        list("fields", "Fields", "字段", "Field", "字段");
        list("options", "Options", "选项", "Option", "选项");
        list("validations", "Validation rules", "校验规则", "Validation rule", "校验规则");
        list("duplicates", "Duplicate rules", "查重规则", "Duplicate rule", "查重规则");
        list("gradeScales", "Grade scales", "等级体系", "Grade scale of", "等级体系");
        list("grades", "Grades", "等级", "Grade", "等级");
        list("funnels", "Funnels", "销售漏斗", "Funnel", "漏斗");
        list("stages", "Stages", "阶段", "Stage", "阶段");
        list("criteria", "Criteria", "准入条件", "Criterion", "条件");
        list("leaveCriteria", "Criteria for going on", "推进条件", "Criterion for going on", "推进条件");
        list("tasks", "Tasks", "任务", "Task", "任务");
        list("cadences", "Cadences", "跟进节奏", "Cadence", "节奏");
        list("calendars", "Calendars", "日历", "Calendar", "日历");
        list("roles", "Roles", "角色", "Role", "角色");
        list("pools", "Pools", "公海", "Pool", "公海");
        list("assignments", "Assignment rules", "分配规则", "Assignment rule", "分配规则");
        list("automations", "Automations", "自动化", "Automation", "自动化");
        list("layouts", "Layouts", "布局", "Layout of", "布局");
        list("sections", "Sections", "分组", "Section", "分组");
        list("views", "Views", "视图", "View", "视图");
        list("dashboards", "Dashboards", "仪表盘", "Dashboard", "仪表盘");
        list("tiles", "Tiles", "图块", "Tile", "图块");
        list("mailTemplates", "Mail templates", "邮件模板", "Mail template", "邮件模板");
        word("contacts", "Contacts", "有效联系");
        word("effective", "Counts as a contact", "计为有效联系的条件");
        word("subject", "Subject", "主题");
        word("body", "Text", "正文");
        word("optOut", "Opt-out field", "退订字段");
        word("key", "Key", "键");
        word("label", "Name", "名称");
        word("plural", "Plural", "复数名称");
        word("en", "English", "英文");
        word("zh-CN", "Chinese", "中文");
        word("nameField", "Name field", "名称字段");
        word("visibility", "Visibility", "可见范围");
        word("about", "About other records", "关于其他记录");
        word("reverse", "Reverse name", "反向名称");
        word("funnelBy", "Funnel chosen by", "漏斗选择字段");
        word("type", "Type", "类型");
        word("required", "Required", "必填");
        word("unique", "Unique", "唯一");
        word("default", "Default", "默认值");
        word("help", "Help", "帮助");
        word("min", "Least", "最小值");
        word("max", "Most", "最大值");
        word("maxLength", "Longest", "最大长度");
        word("pattern", "Pattern", "格式");
        word("currency", "Currency", "币种");
        word("target", "Points to", "指向");
        word("onDelete", "On delete", "删除时");
        word("masked", "Masked", "脱敏");
        word("searchable", "Searchable", "可搜索");
        word("requiredWhen", "Required when", "必填条件");
        word("visibleWhen", "Visible when", "显示条件");
        word("readOnlyWhen", "Read-only when", "只读条件");
        word("number", "Number format", "编号格式");
        word("formula", "Formula", "公式");
        word("result", "Result", "结果类型");
        word("rollup", "Roll-up", "汇总");
        word("when", "Condition", "条件");
        word("message", "Message", "提示");
        word("severity", "Severity", "级别");
        word("builder", "Condition as built", "条件编辑器内容");
        word("color", "Colour", "颜色");
        word("kind", "Kind", "类别");
        word("probability", "Probability", "赢率");
        word("band", "Band", "层级");
        word("expectedDays", "Expected days", "预计天数");
        word("staleAfterDays", "Stale after days", "停滞天数");
        word("guidance", "Guidance", "指引");
        word("next", "Next stages", "可推进到");
        word("skipped", "Skipped stages", "跳过的阶段");
        word("clock", "Days counted from", "天数起算");
        word("undoMinutes", "Minutes to take a move back", "可撤销分钟数");
        word("channel", "Channel", "方式");
        word("due", "Due after", "期限");
        word("helps", "How to do it", "做法");
        word("mode", "How grades are given", "等级给定方式");
        word("ripeness", "Ripeness", "成熟度");
        word("cadence", "Cadence", "节奏");
        word("minimumHoldDays", "Least days in a grade", "等级最短保持天数");
        word("steps", "Steps", "步骤");
        word("repeat", "Repeats", "重复");
        word("earliest", "Earliest", "最早");
        word("latest", "Latest", "最晚");
        word("calendar", "Calendar", "日历");
        word("workdays", "Working days of the week", "每周工作日");
        word("holidays", "Holidays", "节假日");
        word("workingDays", "Days worked in addition", "调休工作日");
        word("halfDays", "Half days", "半天");
        word("hours", "Working hours", "工作时间");
        word("lunch", "Lunch break", "午休");
        word("workday", "Working day", "工作日安排");
        word("capacity", "Items a day", "每日可完成数");
        word("rank", "Order of importance", "重要性排序");
        word("nextStep", "Next step", "下一步");
        word("snoozes", "Times an item may be moved", "可推迟次数");
        word("onLeave", "While on leave", "请假期间");
        word("escalateAfterDays", "Told to the manager after days", "逾期上报天数");
        word("until", "Ends on", "结束条件");
        word("optOut", "Opt-out field", "免打扰字段");
        word("parent", "Above", "上级");
        word("permissions", "Rights", "权限");
        word("admin", "Administers", "管理员");
        word("scope", "Scope", "范围");
        word("overrideCriteria", "May override criteria", "可豁免条件");
        word("card", "Card", "卡片");
        word("list", "List", "列表");
        word("form", "Form", "表单");
        word("columns", "Columns", "列");
        word("filter", "Filter", "筛选");
        word("sort", "Sort", "排序");
        word("branding", "Branding", "品牌");
        word("name", "Name", "名称");
    }

    private DocumentWords() {}

    /// What a member is called; its own name where it has no word.
    static Text of(String member) {
        Text word = MEMBERS.get(member);
        return word == null ? Text.verbatim(member) : word;
    }

    /// What one element of a list is called.
    static Text elementOf(String list) {
        Text word = ELEMENTS.get(list);
        return word == null ? of(list) : word;
    }

    private static void word(String member, String en, String zh) {
        MEMBERS.put(member, new Text(en, zh));
    }

    private static void list(String member, String en, String zh, String elementEn, String elementZh) {
        word(member, en, zh);
        ELEMENTS.put(member, new Text(elementEn, elementZh));
    }
}
