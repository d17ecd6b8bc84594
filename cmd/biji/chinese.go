package main

import "github.com/biji-notes/biji/site"

// chinese are the texts of help in Chinese, by the English. The test of it knows
// that none is missing.
var chinese = map[string]string{
	"Turn a folder of Markdown notes into a searchable web site": "把一个 Markdown 笔记文件夹变成可以搜索的网站",

	"Build the site into a folder": "生成网站，写进一个文件夹",
	`Build reads the notes in CONTENT and writes the site into a folder. CONTENT is a
folder, or one note, which then is published with the files that it names and
nothing else. Without it the notes are those in "content", or, if there is no
such folder, those here.

The new site is made beside the old one and takes its place in one step.
A folder that biji did not make is never touched.

Errors and warnings in the notes are printed, the gravest first, at most ten
lines of a kind; notes are only counted. biji check shows all.

Exit codes: 0 fine, 1 built but there are errors or warnings, 2 not built,
64 wrong usage.`: `读 CONTENT 里的笔记，把网站写进一个文件夹。CONTENT 是文件夹，或者一篇笔记：
那就只发布这一篇和它提到的文件。不写就是 "content"；没有这个文件夹，就是当前
文件夹里的笔记。

新网站先在旁边做好，再一步换上去。不是 biji 建的文件夹不会动。

笔记里的错误和警告都会打印，严重的在前，每个种类最多十行；提示只计数。
biji check 显示全部。

退出码：0 一切都好，1 生成了但有错误或警告，2 没有生成，64 命令行写错了。`,
	"build drafts too": "草稿也生成",
	"how to report: text, json, sarif or github; in GitHub Actions the last is the default": "报告的形式：text、json、sarif 或 github；在 GitHub Actions 里默认是最后一种",
	"the same as --format json":                                         "同 --format json",
	"tell only problems of these kinds, as broken-link,orphan:Daily/**": "只报告这些种类的问题，如 broken-link,orphan:Daily/**",
	"do not tell problems of these kinds":                               "不报告这些种类的问题",
	"print errors only, and no summary":                                 "只写错误，不写总结",
	"errors are fatal: nothing is published, exit code 2; --strict=warning or --strict=note: these too": "有错误就不发布，退出码 2；--strict=warning 或 --strict=note：连这些也算",
	"errors give exit code 2; with --strict=warning or --strict=note these too":                         "有错误时退出码是 2；--strict=warning 或 --strict=note：连这些也算",
	"folder for the site": "网站的文件夹",
	"address of the site, in place of the one in the settings": "网站的地址，代替设置里的",

	"Build the site into one file: a zip to be read from disk, a book, one page, a deck of cards": "把网站做成一个文件：从磁盘上读的 zip、电子书、一整页、一副卡片",
	`Bundle builds the site in memory and writes it as a zip with one folder, which is
called like the zip. Unpacked, it is read by opening index.html, and searched,
without a server or a network.

Instead of the zip it writes an EPUB for e-readers (--epub), one HTML file that
holds all pages (--one-page), or the questions of the notes and their answers
for Anki (--anki): headings below one called FAQ, 常见追问 or the like, and callouts
of the type question. These hold the pages in one language; --lang chooses it.

The same notes give the same bytes. A file that biji made is replaced, any other
is left alone.

Exit codes: 0 fine, 1 written but there are errors or warnings, 2 not written,
64 wrong usage.`: `在内存里生成网站，写成一个 zip，里面有一个同名的文件夹。解压后打开 index.html
就能读、能搜，不需要服务器和网络。

也可以写成别的：给阅读器的 EPUB（--epub），装下所有页的一个 HTML 文件（--one-page），
或者把笔记里的问题和答案做成 Anki 的卡片（--anki）：在「常见追问」「FAQ」一类标题下面的
标题，以及 question 类的提示框。这几种只有一种语言的页，用 --lang 选。

同样的笔记得到同样的字节。biji 做的文件会替换，别的不动。

退出码：0 一切都好，1 写好了但有错误或警告，2 没有写，64 命令行写错了。`,
	"the file; for other forms site.epub, site.html, site-anki.txt": "写到哪个文件；别的形式是 site.epub、site.html、site-anki.txt",
	"a book for e-readers":                                              "给阅读器的电子书",
	"one HTML file with all pages, styles and pictures":                 "一个 HTML 文件，页、样式、图片都在里面",
	"the questions and answers as a deck that Anki imports":             "问题和答案，做成 Anki 能导入的卡片",
	"language of the pages, in a site in several; without it the first": "有几种语言的网站里要哪一种；不写是第一种",

	"Report broken links, anchors and images, orphans, unused files and collisions": "报告断链、失效的锚点和图片、没人链接的笔记、没用到的文件、重名",
	`Check builds the site in memory, writes nothing, and prints every problem as
file:line:column: severity: what [kind] (hint), errors first. It reports all that
build does, and notes that no other note links to, files that no note uses, and
whatever a crawl of the finished pages finds.

Exit codes: 0 no errors or warnings, 1 some, 2 not checked, 64 wrong usage.`: `在内存里生成，什么也不写，一行一个地打印所有问题：文件:行:列: 级别: 什么 [种类]
（提示），错误在前。除了 build 报告的，还有没人链接的笔记、没用到的文件，以及检查
成品页面时发现的。

退出码：0 没有错误和警告，1 有，2 没有检查，64 命令行写错了。`,
	"mend what has exactly one good answer, after showing what changes":   "改正只有一种正确答案的问题，先显示改动",
	"with --fix: write, also on a terminal":                               "和 --fix 一起用：在终端里也写",
	"with --fix: only show what would change (on a terminal the default)": "和 --fix 一起用：只显示改动，不写（在终端里默认如此）",

	"Try the search of a built site with queries whose answers are known": "用答案已知的问题检验网站的搜索",
	evalLong: `把文件 QUERIES（YAML 或 JSON）里的每个问题拿去问网站里的索引，数一数：应有的页面
有多少次排在第一（hit@1）、在前五条里（hit@5），应有的那一节有多少次排在第一
（section@1），多少次什么也没找到；再列出答案不对的问题。文件是一个列表：

  {q: 三次握手, kind: zh, expect: [握手, ^tcp], section: ^三次握手$}

expect 和 section 是正则表达式：expect 之一要匹配页面的标题或地址，section 要匹配
那一节的标题。kind 和 section 可以不写。也可以把列表放在 "queries" 下，目标放在
"min" 下，居中的问题的花费上限放在 "max" 下：

  min: {hit1: 0.95, hit5: 1, section1: 0.85, found: 1}
  max: {bytes: 80000, steps: 4, warm: 20000}

--cost 列出每个问题让读者下载多少：在这里对着网站的文件运行搜索框自己的引擎，数它在
显示出结果和摘录之前取来的文件。cold 是刚打开网站的读者，搜索框的脚本和索引的开头都
算在内；warm 是已经问过前面那些问题的读者。KB 是 gzip（6 级）之后的一千字节，不算
头部；steps 是一个等一个的往返次数。上限管的是 cold 居中的字节数和次数，以及 warm
居中的字节数。

退出码：0 目标都达到，1 有一个没有达到或文件有问题，2 没有检验，64 命令行写错了。`,
	"print what each query costs a reader": "列出每个问题的花费",
	"print everything as JSON":             "全部写成 JSON",
	"what the median query may cost a reader who has only just come; in place of the file's": "刚打开网站的读者，居中的问题最多下载的字节数；代替文件里的",
	"round trips that it may take":                                                     "同上，往返次数",
	"bytes that it may cost a reader who has asked before":                             "已经问过的读者最多下载的字节数",
	"share of queries that have to find anything":                                      "至少找到一条的比例",
	"share of queries whose page has to be first, from 0 to 1; in place of the file's": "应有的页面排在第一的比例，0 到 1；代替文件里的",
	"share of queries whose page has to be among the first five":                       "应有的页面在前五条里的比例",
	"share of queries whose section has to be first":                                   "应有的那一节排在第一的比例",
	"folder of the built site":                                                         "网站的文件夹",

	"Download the pictures on other hosts that notes show": "下载笔记里别的网站上的图片",
	`Fetch downloads the pictures on other hosts that the notes in CONTENT (default
"content") show into CONTENT/` + site.FetchedDir + `. Builds take them from there: readers
then load nothing from other hosts, and a zip has all pictures. Keep the folder
with your notes.

This is the only command that opens connections. What is there already is not
downloaded again; an interrupted run goes on where it ended. Only pictures are
kept, by their bytes and not by their names; hosts of private networks are not
asked.

Exit codes: 0 fine, 1 some pictures could not be had, 2 nothing was fetched,
64 wrong usage.`: `把 CONTENT（默认 "content"）的笔记里别的网站上的图片下载到
CONTENT/` + site.FetchedDir + `。以后生成都用这里的：读者不再向别的网站取东西，zip 里图片齐全。
这个文件夹和笔记一起保存。

这是唯一联网的命令。已有的不再下载，中断了接着来。是不是图片看内容，不看名字；
内网的地址不去问。

退出码：0 一切都好，1 有的图片没有取到，2 什么也没有取，64 命令行写错了。`,
	"download what is there already, too":         "已有的也重新下载",
	"for drafts too":                              "草稿里的也下载",
	"report as a JSON object":                     "结果是一个 JSON 对象",
	"largest picture, in MB":                      "一张图片最多多少 MB",
	"most that one run downloads, in MB":          "一次最多下载多少 MB",
	"remove pictures that no note shows any more": "删除没有笔记再用的图片",
	"longest wait for one picture":                "一张图片最多等多久",

	"Help about any command": "任何命令的帮助",
	`Help provides help for any command in the application.
Simply type biji help [path to command] for full details.`: "显示任何一个命令的帮助，写成 biji help 命令。",

	"Work with the search index of a built site":             "网站里的索引的工具",
	"Restore the bleve index of a built site, byte for byte": "把网站里的 bleve 索引逐字节还原",
	`Unpack puts the pieces of the index in SITE together again. DIR, which must not
exist or be empty, then is the bleve index that the site was made with:
bleve.Open opens it.`: `把 SITE 里索引的碎片拼回去。DIR 不能已有内容；做好以后，它就是生成网站时的那个
bleve 索引，bleve.Open 能打开。`,

	"Make a folder of notes, or add settings and a workflow to one": "新建笔记的文件夹，或给它加上设置和工作流",
	`Init writes DIR/biji.toml (default here) with every setting explained. What the
settings of MkDocs, VitePress, VuePress, Hugo, Jekyll, Hexo, mdBook, Docusaurus,
Quartz or Zensical in DIR say of title, language, address, repository and what is
not published stands in it; their programs are not run. If DIR holds no notes yet, init also writes a first
one.

With --pages it also writes, into the git repository that DIR is in, a workflow that
publishes the notes on GitHub Pages with every push, weekly updates of what the
workflow uses, and a line of .gitignore for the site.

Nothing that exists is changed, but for that line. With --schema it prints a JSON
Schema of biji.toml for an editor, and writes nothing.`: `写下 DIR/biji.toml（不写 DIR 就在当前文件夹），每一项设置都有注释。DIR 里有 MkDocs、
VitePress、VuePress、Hugo、Jekyll、Hexo、mdBook、Docusaurus、Quartz 或 Zensical 的设置，
就把那里写的名称、语言、地址、仓库和不发布的文件抄进去，不运行那里的程序。还没有笔记，再写第一篇。

有 --pages，还在 DIR 所在的 git 仓库里写下：每次推送都发布到 GitHub Pages 的工作流，
每周提议更新工作流用到的版本，.gitignore 里网站的一行。

除了那一行，已有的都不改。有 --schema，只打印 biji.toml 的 JSON Schema，不写任何文件。`,
	"language of the notes":                                "笔记的语言",
	"write a workflow that publishes on GitHub Pages, too": "也写下发布到 GitHub Pages 的工作流",
	"print a JSON Schema of biji.toml":                     "打印 biji.toml 的 JSON Schema",
	"title of the site":                                    "网站名称",

	"Search a built site with the index it ships": "用网站自带的索引搜索",
	`Search answers from the index in the built site. All words must be found; "…" is
an exact phrase, -word excludes, OR and parentheses combine, title: tag: dir: and
code: restrict.`: `用网站里的索引回答。所有的词都要有；"…" 是整句，-词 排除，OR 和括号组合，
title: tag: dir: code: 缩小范围。`,
	"print the results as JSON":            "结果写成 JSON",
	"folder of the built site, or its zip": "网站的文件夹，或它的 zip",
	"how many results":                     "最多几条结果",

	"Let an assistant ask a built site, by the Model Context Protocol": "让 AI 助手查询生成好的网站（Model Context Protocol）",
	`Mcp is a server of the Model Context Protocol on standard input and output: an
assistant starts it and asks it. SITE is the folder of a built site, or its zip.
The tools are search, which finds what biji search finds, read, list and
backlinks; each answer names addresses. Nothing is changed, and no connection is
opened.`: `标准输入输出上的 Model Context Protocol 服务：由 AI 助手启动、提问。SITE 是网站的
文件夹，或它的 zip。工具有 search（找到的和 biji search 一样）、read、list 和
backlinks，每个回答都给出地址。什么也不改，也不打开网络连接。`,

	"Show the site locally and reload the browser when a note changes": "在本机显示网站，笔记一变就刷新浏览器",
	`Serve shows the site on this machine only. A page is made when somebody looks
at it. Serve watches the notes, the settings and the templates; after a change the
browser shows the page anew. The search index follows in the background. While the
site cannot be made, the last good one stays, and the page says what is wrong.`: `只给本机看的网站，有人看的网页才生成。笔记、设置或模板一变，浏览器里的页面就跟着变，
全文索引在后台跟上。生成失败时保留上一个好的网站，并在页面上说明原因。`,
	"address to listen on": "监听的地址",
	"show drafts too":      "草稿也显示",
	"let a phone and other machines in the same network read, and show the address as a QR code": "让同一个网络里的手机和别的机器也能看，并显示地址的二维码",
	"open the site in the browser":                              "打开浏览器",
	"serve under this path, as a project page would be: /repo/": "放在这个路径下，像项目页那样：/repo/",

	"List, export and compare the files that pages are made of": "列出、导出、比较生成网页用的文件",
	`Templates deals with biji's own templates, style sheets, scripts and texts, which
files of the same name in the folder that the setting "templates" names replace.`: `biji 自己的模板、样式、脚本和界面文字；设置 "templates" 指的文件夹里同名的文件会代替
它们。`,
	"Show what the files that replace biji's change":  "显示代替 biji 的文件改了什么",
	"Write the files, or some of them, into a folder": "把这些文件，或其中几个，写进一个文件夹",
	`Export writes biji's own files into DIR, to be changed there: all of them, or those
named. A file that is there already is left alone.`: "把 biji 自己的文件写进 DIR，在那里改：全部，或写出名字的几个。已有的文件不动。",
	"List all files, and which are replaced": "列出所有文件，以及哪些被代替了",

	"Print the version of biji and of the libraries it stands on": "打印 biji 和主要的库的版本",
	"print the licences of the libraries and data in biji":        "打印程序里所有库和数据的许可证",

	"Print a JSON Schema of biji.toml, for editors": "打印 biji.toml 的 JSON Schema，给编辑器用",
	`Schema prints a JSON Schema of the settings. Editors that know it complete and
explain the settings and mark what is wrong while biji.toml is written.`: `打印设置的 JSON Schema。编辑器有了它，写 biji.toml 时就能补全、解释，并标出写错的
地方。`,
	"Print the manual page, or write those of all commands": "打印手册页，或者写下所有命令的手册页",
	`Man prints the manual page of biji. With DIR it writes a page for each command
into that folder, which is made if it is not there. They are in the language of the
messages, and the same program writes the same bytes.`: `打印 biji 的手册页。有 DIR，就把每个命令的手册页写进这个文件夹，没有就建一个。
手册页的语言和消息一样；同一个程序写出同样的字节。`,
}
