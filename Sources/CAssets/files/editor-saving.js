// Saves a draft while it is written, and loses nothing: not when the session ends, not when the computer stops, not when somebody else
// saves the same draft. Needs marked-text.js; works with or without editor.js.
//
// What it finds on the page:
//   form[data-editor]             the draft's form, with the hidden fields `csrf` and `version`
//     data-draft="KEY"            names the copy in this browser: draft and account
//     data-version="7"            the version shown, the same as in the hidden field
//     data-autosave="/…"          POST, form-encoded: all fields of the form but files and buttons, and `saving` = "auto" or "manual"
//     data-presence="/…"          GET ?version=7 every 15 seconds; may be missing
//     data-login="/…"             where somebody whose session has ended signs in
//   button[data-save]             saves like Ctrl+S, without leaving the page
//   [data-save-state]             the line “已保存 14:32”; made if it is missing
//   [data-others]                 who else has the draft open; made if it is missing
// Answers to saving:
//   200 {"version": 8, "savedAt": "14:32", "csrf": "…"}                 (csrf may be missing)
//   409 {"version": 8, "by": "王芳", "savedAt": "14:31", "body": "…", "fields": {"title": "…"}}
//       what is stored now, so that both texts can be brought together: `fields` holds the other fields by name and may be missing
//   401, or a redirect: the session has ended
//   anything else {"error": "一句话"}: not saved; tried again after 5, 30 and then every 60 seconds, but after 400, 403, 413 and 422
//       only when something has changed
// Answer to presence: {"others": ["王芳"], "version": 8, "by": "王芳"}
// Offers to other scripts: window.DraftSaving = {version(), takeVersion(previous, version)}
(function () {
    "use strict";
    var quiet = 2500, longest = 4500, presence = 15000, patience = 20000, delays = [5000, 30000, 60000];

    function make(tag, properties, children) {
        var element = document.createElement(tag);
        Object.keys(properties || {}).forEach(function (name) { element[name] = properties[name]; });
        (children || []).forEach(function (child) { element.append(child); });
        return element;
    }
    function two(number) { return (number < 10 ? "0" : "") + number; }
    function clock(date) { return two(date.getHours()) + ":" + two(date.getMinutes()); }

    function start(form) {
        var versionField = form.querySelector("input[name=version]"), csrfField = form.querySelector("input[name=csrf]");
        var key = "mingtang-draft:" + form.dataset.draft, earlierKey = key + ":earlier";
        var state = form.querySelector("[data-save-state]") || form.appendChild(make("p", { className: "save-state" }));
        var others = document.querySelector("[data-others]") || state.parentElement.insertBefore(make("p", { className: "others" }), state);
        var spoken = form.appendChild(make("p", { className: "unseen" }));
        spoken.setAttribute("role", "status");

        var base, savedText, saving = false, again = null, timer = null, firstChange = 0, failures = 0, conflicts = 0, isLeaving = false, panel = null, waiting = null;

        // Fields

        function fields() {
            if (window.BodyEditor) { window.BodyEditor.sync(); }
            var result = {};
            new FormData(form).forEach(function (value, name) {
                if (typeof value !== "string" || ["csrf", "version", "saving"].includes(name)) { return; }
                (result[name] = result[name] || []).push(value.replace(/\r\n|\r/g, "\n"));
            });
            return result;
        }
        function textOf(values) { return JSON.stringify(Object.keys(values).sort().map(function (name) { return [name, values[name]]; })); }
        function set(name, values) {
            if (name === "body" && window.BodyEditor) { window.BodyEditor.load(values[0] || ""); return; }
            var rest = values.slice();
            Array.from(form.elements).filter(function (control) { return control.name === name; }).forEach(function (control) {
                if (control.type === "checkbox" || control.type === "radio") { control.checked = values.includes(control.value); }
                else if (control.multiple && control.options) { Array.from(control.options).forEach(function (option) { option.selected = values.includes(option.value); }); }
                else if (control.type !== "file" && rest.length) { control.value = rest.shift(); }
            });
        }
        function setAll(values) {
            var names = Object.keys(values);
            Array.from(form.elements).forEach(function (control) { if (control.type === "checkbox" && !names.includes(control.name)) { control.checked = false; } });
            names.forEach(function (name) { set(name, values[name]); });
        }
        function version() { return Number(versionField.value); }
        // The other forms of the page are about the same draft.
        function setVersion(number) {
            var old = versionField.value;
            document.querySelectorAll("input[type=hidden][name=version]").forEach(function (field) { if (field.value === old) { field.value = String(number); } });
            versionField.value = form.dataset.version = String(number);
        }

        // Words

        function show(words, kind) {
            state.textContent = words;
            state.dataset.state = kind || "";
        }
        function say(words) { spoken.textContent = ""; setTimeout(function () { spoken.textContent = words; }, 50); }
        function fail(words, link) {
            show("没有保存：" + words, "failed");
            if (link) { state.append(" ", link); }
            say("没有保存：" + words);
        }

        // The copy in this browser

        function stored(name) {
            try { return JSON.parse(localStorage.getItem(name)); } catch (error) { return null; } // Not ours to read, or damaged: then there is none.
        }
        function keep(name, value) {
            try {
                if (value) { localStorage.setItem(name, JSON.stringify(value)); } else { localStorage.removeItem(name); }
                return true;
            } catch (error) { return false; } // A full or closed store; saving to the server goes on.
        }
        function keepCopy(values) { return keep(key, { version: version(), base: base, fields: values, at: new Date().toISOString() }); }

        // Saving

        function isChanged() { return textOf(fields()) !== savedText; }
        var copying = null;
        function changed() {
            var now = Date.now();
            if (!firstChange) { firstChange = now; }
            if (!copying) {
                copying = setTimeout(function () {
                    copying = null;
                    var values = fields();
                    if (textOf(values) !== savedText) { keepCopy(values); }
                }, 400);
            }
            if (state.dataset.state !== "failed" || failures === 0) { show("有修改，即将保存", "changed"); }
            failures = 0;
            plan(Math.min(quiet, Math.max(0, firstChange + longest - now)));
        }
        function plan(delay) {
            clearTimeout(timer);
            timer = setTimeout(function () { save("auto"); }, delay);
        }

        function save(kind) {
            clearTimeout(timer);
            if (panel) { return; }
            if (saving) { again = kind; return; }
            var values = fields(), text = textOf(values);
            if (text === savedText) {
                firstChange = 0;
                if (kind === "manual") { show("已保存，没有新的修改", "saved"); say("已保存，没有新的修改"); }
                else if (state.dataset.state === "changed") { show("没有新的修改", "saved"); }
                return;
            }
            saving = true;
            firstChange = 0;
            show("正在保存…", "saving");
            keepCopy(values);
            var body = new URLSearchParams();
            Object.keys(values).forEach(function (name) { values[name].forEach(function (value) { body.append(name, value); }); });
            body.append("csrf", csrfField ? csrfField.value : "");
            body.append("version", versionField.value);
            body.append("saving", kind);
            var stop = new AbortController(), limit = setTimeout(function () { stop.abort(); }, patience);
            fetch(form.dataset.autosave, {
                method: "POST", body: body, credentials: "same-origin", redirect: "manual", signal: stop.signal,
                headers: { "Accept": "application/json", "X-Requested-With": "fetch" }
            }).then(function (answer) {
                if (answer.type === "opaqueredirect" || answer.status === 401) { return { status: 401, data: {} }; }
                return answer.json().catch(function () { return {}; }).then(function (data) { return { status: answer.status, data: data }; });
            }).catch(function () { return { status: 0, data: {} }; }).then(function (result) {
                clearTimeout(limit);
                saving = false;
                finish(result.status, result.data, values, text, kind);
                if (again) { var next = again; again = null; if (!panel) { save(next); } }
                if (waiting && !saving) {
                    var submitter = waiting;
                    waiting = null;
                    if (result.status === 200) { form.requestSubmit(submitter === form ? null : submitter); }
                }
            });
        }

        function finish(status, data, values, text, kind) {
            if (status === 200 && data.version) {
                saved(data, values, text, kind);
            } else if (status === 409 && data.version) {
                bringTogether(data, kind);
            } else if (status === 401) {
                keepCopy(values);
                var link = make("a", { href: form.dataset.login || "/", textContent: "重新登录" });
                link.addEventListener("click", function () { isLeaving = true; });
                fail("登录已失效。文字保留在这台电脑上，重新登录后打开本稿即可恢复。", link);
            } else {
                keepCopy(values);
                var waits = ![400, 403, 413, 422].includes(status);
                fail(data.error || (status ? "服务器出错（" + status + "）" : "网络不通，文字保留在这台电脑上") + (waits ? "，稍后自动重试" : ""));
                if (waits) {
                    plan(delays[Math.min(failures, delays.length - 1)]);
                    failures += 1;
                }
            }
        }

        function saved(data, values, text, kind) {
            setVersion(data.version);
            if (data.csrf) { Array.from(document.querySelectorAll("input[name=csrf]")).forEach(function (field) { field.value = data.csrf; }); }
            base = values;
            savedText = text;
            failures = conflicts = 0;
            var time = data.savedAt || clock(new Date());
            if (isChanged()) {
                show("已保存 " + time + "，又有新的修改", "changed");
                changed();
            } else {
                keep(key, null);
                show("已保存 " + time, "saved");
            }
            if (kind === "manual") { say("已保存 " + time); }
        }

        // Somebody else has saved

        // Brings base, ours and what is stored together; what both have changed becomes a question.
        function compare(data) {
            var mine = fields(), theirs = data.fields || {}, result = { values: mine, questions: [], parts: null, hasNew: false };
            var baseBody = (base.body || [""])[0], mineBody = (mine.body || [""])[0];
            if (typeof data.body === "string") {
                result.parts = window.MarkedText.merge(baseBody, mineBody, data.body);
                result.hasNew = window.MarkedText.write(window.MarkedText.read(data.body)) !== window.MarkedText.write(window.MarkedText.read(baseBody));
                result.parts.forEach(function (part) { if (part.mine) { result.questions.push({ label: "正文", part: part, mine: part.mine, theirs: part.theirs }); } });
            }
            Object.keys(theirs).filter(function (name) { return name !== "body"; }).forEach(function (name) {
                var value = [].concat(theirs[name]), was = JSON.stringify(base[name] || []), ours = JSON.stringify(mine[name] || []), stored = JSON.stringify(value);
                if (stored === was || stored === ours) { return; }
                result.hasNew = true;
                if (ours === was) { result.values[name] = value; return; }
                result.questions.push({ label: labelOf(name), name: name, mine: mine[name] || [], theirs: value });
            });
            return result;
        }
        function labelOf(name) {
            var control = form.querySelector("[name='" + CSS.escape(name) + "']"), label = control && control.labels && control.labels[0];
            return label ? label.textContent.trim() : name;
        }
        function joined(parts) {
            return parts.reduce(function (lines, part) { return lines.concat(part.same || part.chosen || part.mine.concat(part.theirs)); }, []).join("\n\n");
        }

        function bringTogether(data, kind) {
            var result = compare(data);
            conflicts += 1;
            if (result.questions.length || conflicts > 5) { ask(data, result); return; }
            take(data, result);
            if (result.hasNew) {
                var words = (data.by || "另一人") + " " + (data.savedAt || "") + " 也修改了本稿，两边的修改已经合并。";
                others.textContent = words;
                say(words);
            }
            save(kind);
        }
        // Both texts as one, on top of the version that is stored.
        function take(data, result) {
            if (result.parts) {
                var body = joined(result.parts);
                if (result.hasNew || body !== (result.values.body || [""])[0]) { result.values.body = [body]; }
            }
            var theirs = Object.assign({}, base, { body: typeof data.body === "string" ? [data.body] : base.body });
            Object.keys(data.fields || {}).forEach(function (name) { theirs[name] = [].concat(data.fields[name]); });
            setAll(result.values);
            base = theirs;
            savedText = textOf(theirs);
            setVersion(data.version);
            keepCopy(fields());
        }

        function ask(data, result) {
            var by = data.by || "另一人", title = make("h2", { id: "conflict-title", tabIndex: -1, textContent: by + " " + (data.savedAt || "") + " 保存了不同的内容" });
            panel = make("section", { className: "conflict" }, [title, make("p", {
                textContent: "您和" + by + "改了同一处。两边的文字都在下面，都没有丢失。请逐处选择，再按“合并并保存”。选择之前暂停自动保存。"
            })]);
            panel.setAttribute("aria-labelledby", "conflict-title");
            result.questions.forEach(function (question, index) { panel.append(choice(question, index, by)); });
            var button = make("button", { type: "button", className: "button", textContent: "合并并保存" });
            button.addEventListener("click", function () {
                result.questions.forEach(function (question, index) {
                    var picked = panel.querySelector("input[name='conflict-" + index + "']:checked").value;
                    var values = picked === "mine" ? question.mine : picked === "theirs" ? question.theirs : question.mine.concat(question.theirs);
                    if (question.part) { question.part.chosen = values; } else { result.values[question.name] = values; }
                });
                panel.remove();
                panel = null;
                conflicts = 0;
                if (window.BodyEditor) { window.BodyEditor.lock(false); }
                take(data, result);
                save("manual");
            });
            panel.append(button);
            if (window.BodyEditor) { window.BodyEditor.lock(true); }
            others.textContent = "";
            form.before(panel);
            keepCopy(fields());
            show("没有保存：与" + by + "的修改冲突，请在上方选择", "failed");
            say(title.textContent + "，请选择保留哪一边的文字。");
            title.focus();
        }
        function choice(question, index, by) {
            var set = make("fieldset", {}, [make("legend", { textContent: "第 " + (index + 1) + " 处：" + question.label })]);
            [["mine", "用我的", question.mine], ["theirs", "用" + by + "的", question.theirs]].forEach(function (side) {
                var input = make("input", { type: "radio", name: "conflict-" + index, value: side[0], id: "conflict-" + index + side[0], checked: side[0] === "mine" && !question.part });
                var label = make("label", { htmlFor: input.id, textContent: side[1] });
                set.append(make("div", { className: "conflict-side" }, [input, label, make("pre", { textContent: side[2].join("\n\n") || "（已删除）", tabIndex: 0 })]));
            });
            if (question.part) {
                var both = make("input", { type: "radio", name: "conflict-" + index, value: "both", id: "conflict-" + index + "both", checked: true });
                set.append(make("div", { className: "conflict-side" }, [both, make("label", { htmlFor: both.id, textContent: "两段都保留，我的在前" })]));
            }
            return set;
        }

        // What an earlier visit left behind

        function offer(copy) {
            var time = new Date(copy.at), isToday = time.toDateString() === new Date().toDateString();
            var words = (isToday ? "今天 " : (time.getMonth() + 1) + " 月 " + time.getDate() + " 日 ") + clock(time);
            var section = make("section", { className: "restore" }, [
                make("h2", { id: "restore-title", textContent: "有没保存到服务器的修改" }),
                make("p", { textContent: "这台电脑上留有您 " + words + " 写的文字，当时没有保存到服务器。" })
            ]);
            section.setAttribute("aria-labelledby", "restore-title");
            var body = (copy.fields.body || [""])[0];
            section.append(make("details", {}, [make("summary", { textContent: "看看当时的正文" }), make("pre", { textContent: body, tabIndex: 0 })]));
            function button(text, name, act) {
                var element = make("button", { type: "button", className: name, textContent: text });
                element.addEventListener("click", function () { section.remove(); keep(earlierKey, null); act(); });
                section.append(element, " ");
            }
            button("恢复", "button", function () {
                base = copy.base || base;
                savedText = textOf(base);
                // The old version: if somebody has saved since, the server says so and both are brought together.
                if (copy.version) { setVersion(copy.version); }
                setAll(copy.fields);
                say("已恢复 " + words + " 的文字。");
                save("manual");
            });
            button("放弃", "button secondary", function () { say("已放弃。"); });
            form.before(section);
            say("有没保存到服务器的修改，可以恢复。");
        }
        function lookBack() {
            var now = textOf(fields());
            [key, earlierKey].forEach(function (name) {
                var copy = stored(name);
                if (!copy || !copy.fields) { return; }
                var isAccepted = textOf(copy.fields) === now || (copy.submitted && copy.version < version());
                if (isAccepted) { keep(name, null); return; }
                if (name === key) { keep(earlierKey, copy); keep(key, null); }
            });
            var copy = stored(earlierKey);
            if (copy && copy.fields) { offer(copy); }
        }

        // Who else is here

        function lookAround() {
            if (document.visibilityState !== "visible" || !form.dataset.presence) { return; }
            fetch(form.dataset.presence + "?version=" + version(), { credentials: "same-origin", redirect: "manual", headers: { "Accept": "application/json" } })
                .then(function (answer) { return answer.ok ? answer.json() : null; })
                .then(function (data) { if (data) { tell(data); } })
                .catch(function () { return null; }); // Saving will say that the network is down.
        }
        var told = "";
        function tell(data) {
            var words = "";
            if (data.others && data.others.length) { words = data.others.join("、") + " 也打开了本稿，两边的修改会自动合并。"; }
            if (data.version > version() && !saving) { words += (data.by || "另一人") + " 已保存新的内容" + (isChanged() ? "，保存时会与您的合并。" : "，"); }
            if (words === told) { return; }
            told = words;
            others.textContent = words;
            if (data.version > version() && !isChanged()) {
                var button = make("button", { type: "button", className: "link-button", textContent: "载入最新内容" });
                button.addEventListener("click", function () { isLeaving = true; location.reload(); });
                others.append(button);
            }
            if (words) { say(words); }
        }

        // Events

        form.addEventListener("input", changed);
        form.addEventListener("change", changed);
        form.addEventListener("submit", function (event) {
            if (panel) {
                event.preventDefault();
                panel.querySelector("h2").focus();
                return;
            }
            // A version that is on its way must come back first, or the form would be out of date when it arrives.
            if (saving) {
                event.preventDefault();
                waiting = event.submitter || form;
                return;
            }
            var values = fields();
            if (textOf(values) !== savedText) { keep(key, { version: version(), base: base, fields: values, at: new Date().toISOString(), submitted: true }); }
            isLeaving = true;
            clearTimeout(timer);
        });
        window.addEventListener("pageshow", function () { isLeaving = false; });
        window.addEventListener("beforeunload", function (event) { if (!isLeaving && (panel || isChanged())) { event.preventDefault(); } });
        document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden" && !isLeaving && isChanged()) { keepCopy(fields()); save("auto"); } else { lookAround(); } });
        form.querySelectorAll("[data-save]").forEach(function (button) {
            button.addEventListener("click", function (event) {
                event.preventDefault();
                save("manual");
            });
        });
        document.addEventListener("keydown", function (event) {
            if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === "KeyS") {
                event.preventDefault();
                save("manual");
            }
        });

        base = fields();
        savedText = textOf(base);
        lookBack();
        lookAround();
        setInterval(lookAround, presence);
        window.DraftSaving = {
            version: version,
            // An attachment was added: the draft has a new version, which is ours if nobody else's came between.
            takeVersion: function (previous, next) { if (previous === version()) { setVersion(next); } }
        };
    }

    document.addEventListener("DOMContentLoaded", function () {
        var form = document.querySelector("form[data-editor]");
        // After editor.js has taken the field over: both wait for the same event, in the order in which they stand on the page.
        if (form && form.dataset.autosave) { start(form); }
    });
}());
