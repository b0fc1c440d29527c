//! What is found and what is left alone, as data.

use super::*;

fn kinds(text: &str) -> Vec<(Kind, String)> {
    let draft = Draft::parse(text);
    let found = find(&draft, &Aliases::default(), &mut Memo::default());
    found.into_iter().map(|it| (it.kind, it.proof)).collect()
}

/// Drafts that contradict themselves, and how.
const WRONG: &[(Kind, &str)] = &[
    (
        Kind::Arithmetic,
        "The outage lasted from 14:23 to 14:45, 27 minutes in total.",
    ),
    (
        Kind::Arithmetic,
        "The site was down for 27 minutes, from 14:23 to 14:45 UTC.",
    ),
    (
        Kind::Arithmetic,
        "Between 14:23 and 14:45 (27 minutes) nobody could pay.",
    ),
    (
        Kind::Arithmetic,
        "## Phase 2: Debugging (2:22-2:28 PM) - 16 minutes",
    ),
    (Kind::Arithmetic, "**Duration**: 27 minutes (14:23 - 14:45)"),
    (Kind::Arithmetic, "**Duration:** 14:23–14:45 UTC (27 minutes)"),
    (
        Kind::Arithmetic,
        "The alert fired at 14:23 and we resolved it at 14:45, 27 minutes later.",
    ),
    (
        Kind::Arithmetic,
        "From 14:23 until 14:45, that is for 27 minutes, the queue was stuck.",
    ),
    (
        Kind::Arithmetic,
        "It started at 09:10 and ended at 09:52. That is 32 minutes.",
    ),
    (
        Kind::Arithmetic,
        "We raised the limit from 512 MiB to 2 GiB, an 8x rise.",
    ),
    (
        Kind::Arithmetic,
        "Latency dropped from 8.2 s to 1.4 s, a 50% improvement.",
    ),
    (
        Kind::Arithmetic,
        "Costs fell from $4,200 to $2,100 a month, a 60% reduction.",
    ),
    (
        Kind::Arithmetic,
        "That is a 60% reduction, from $4,200 to $2,100.",
    ),
    (
        Kind::Arithmetic,
        "Memory went from 480 MB to 960 MB, a threefold increase.",
    ),
    (
        Kind::Arithmetic,
        "Response time improved: 8.2s → 1.4s (3x faster)",
    ),
    (
        Kind::Arithmetic,
        "We cut the build from 40 minutes to 10 minutes, a 90% cut.",
    ),
    (Kind::Arithmetic, "Of the 23 exports, 14 were enterprise (81%)."),
    (
        Kind::Arithmetic,
        "14 of 23 exports (81%) belonged to enterprise customers.",
    ),
    (Kind::Arithmetic, "14 out of 23 exports, or 81%, were affected."),
    (Kind::Arithmetic, "81% of exports (14 of 23) failed."),
    (Kind::Arithmetic, "Only 30 of the 120 nodes (35 %) were patched."),
    (Kind::Arithmetic, "Memory usage: 44% (480MB / 2GB)"),
    (Kind::Arithmetic, "5 + 6 + 4 = 17 minutes."),
    (Kind::Arithmetic, "That is 3 × 40 GB = 140 GB."),
    (Kind::Arithmetic, "Growth of 2 MB/hour = 3.4 GB/month."),
    (Kind::Arithmetic, "Three things went wrong:\n\n- a\n- b\n- c\n- d"),
    (
        Kind::Arithmetic,
        "We made three changes:\n\n1. a\n2. b\n3. c\n4. d",
    ),
    (
        Kind::Arithmetic,
        "Here are the five lessons we took away:\n\n- a\n- b\n- c\n- d",
    ),
    (Kind::Arithmetic, "There were four root causes.\n\n- a\n- b\n- c"),
    (Kind::Arithmetic, "We changed two things.\n\n1. a\n2. b\n3. c"),
    (
        Kind::Arithmetic,
        "- Triage: 5 min\n- Debug: 6 min\n- Repair: 4 min\n- **Total**: 25 min",
    ),
    (
        Kind::Arithmetic,
        "- **Triage**: 5 minutes\n- **Debug**: 6 minutes\n- **Repair**: 4 minutes\n\n**Total**: 25 minutes",
    ),
    (
        Kind::Arithmetic,
        "| Team | Hours |\n|---|---|\n| A | 12 |\n| B | 8 |\n| Total | 25 |",
    ),
    (
        Kind::Arithmetic,
        "25 customer exports were affected. 14 of those were enterprise. That's 9 others.",
    ),
    (
        Kind::Arithmetic,
        "We lost 25 exports: 14 enterprise and 9 starter.",
    ),
    (
        Kind::Arithmetic,
        "Of the 25 exports, 14 were enterprise and the other 9 were not.",
    ),
    (
        Kind::Arithmetic,
        "The team has 12 engineers (5 backend, 4 frontend, 2 data).",
    ),
    (
        Kind::Arithmetic,
        "The database held 47,000 records and the export 8,200, so 39,800 were missing.",
    ),
    (Kind::Arithmetic, "47,000 records in, 8,200 out: 39,800 gone."),
    (Kind::Arithmetic, "It happened on Tuesday, 15 October 2025."),
    (Kind::Arithmetic, "On Friday, March 3, 2026 we deployed."),
    (
        Kind::Arithmetic,
        "We ran it from 3 March to 10 March, a total of 12 days.",
    ),
    (Kind::Threshold, "p99 settled at 520 ms, within the 500 ms SLO."),
    (Kind::Threshold, "p99 is now 520ms, well under our 500ms target."),
    (
        Kind::Threshold,
        "Our SLO for p99 latency is 500 ms.\n\nAfter the fix p99 latency was 520 ms, which is within the SLO.",
    ),
    (
        Kind::Threshold,
        "The SLO is 500 ms at p99.\n\nAfter the fix p99 fell to 520 ms, back within our SLO.",
    ),
    (Kind::Threshold, "Memory peaked at 2.3 GB, below the 2 GB limit."),
    (Kind::Threshold, "The error rate is 0.3% (target: <0.1%) ✅"),
    (Kind::Threshold, "Error rate: 0.3%, meeting our target of 0.1%."),
    (
        Kind::Threshold,
        "Availability was 99.5%, which meets the 99.9% SLO.",
    ),
    (Kind::Threshold, "Error rate was 0.05%, above the 0.1% threshold."),
    (
        Kind::Threshold,
        "| Metric | Target | Actual | Met |\n|---|---|---|---|\n| p99 | < 500 ms | 520 ms | ✅ |",
    ),
    (
        Kind::Threshold,
        "With 180 connections we stayed below the limit of 170.",
    ),
    (
        Kind::Threshold,
        "We recovered in 45 minutes, inside our 30-minute target.",
    ),
    (
        Kind::Number,
        "The outage lasted 47 minutes.\n\nLater text.\n\nThe 52-minute outage cost us.",
    ),
    (
        Kind::Number,
        "## Summary\n\nThe bug affected 23 customers.\n\n## Impact\n\nIn total, 25 customers were affected by the bug.",
    ),
    (
        Kind::Number,
        "We lost 38,800 records.\n\n## Details\n\nThe 39,800 lost records were restored.",
    ),
    (
        Kind::Number,
        "**Time to mitigation**: 15 minutes\n\n- **Quick mitigation**: memory limit raised in 11 minutes",
    ),
    (
        Kind::Number,
        "| Time | Event |\n|---|---|\n| 14:23 | Payment alert fired |\n| 14:45 | Rollback finished |\n\nThe payment alert fired at 14:32.",
    ),
    (
        Kind::Number,
        "The alert fired at 14:23.\n\n## Detection\n\nOur alert fired at 14:32, and Ana picked it up.",
    ),
    (
        Kind::Number,
        "**Duration**: 47 minutes\n\n## Impact\n\nThe incident lasted 52 minutes.",
    ),
    (
        Kind::Number,
        "The cluster has 12 nodes.\n\nAll 14 nodes of the cluster were restarted.",
    ),
    (
        Kind::Number,
        "Root cause found at 2:22 PM.\n\nAt 2:28 PM we found the root cause.",
    ),
    (
        Kind::Headline,
        "# How we lost 38,000 records\n\nWe lost 34,000 records that night.",
    ),
    (
        Kind::Headline,
        "# Our 47-minute outage\n\nThe outage lasted 52 minutes.",
    ),
    (
        Kind::Headline,
        "---\ntitle: Six days of silent data loss\n---\n\nFor five days the export lost records.",
    ),
    (
        Kind::Headline,
        "# Stale data for 23,000 requests\n\nWe forgot one line and the map went stale for six hours.",
    ),
    (
        Kind::Headline,
        "# 7 lessons from a failed migration\n\n## 1. A\n\nx\n\n## 2. B\n\nx\n\n## 3. C\n\nx\n\n## 4. D\n\nx\n\n## 5. E\n\nx\n\n## 6. F\n\nx",
    ),
    (
        Kind::Headline,
        "## How the 23 exports broke\n\nThere were 25 exports broken that day.",
    ),
    (
        Kind::Headline,
        "# We cut our bill by 40%\n\nThe bill fell by 35%.",
    ),
    (
        Kind::Headline,
        "# From $23 to $4,200 in 48 hours\n\nThe bill went from $23 to $4,800 over 48 hours.",
    ),
    (
        Kind::Arithmetic,
        "- **Start**: 14:23 UTC\n- **End**: 14:45 UTC\n- **Duration**: 27 minutes",
    ),
    (
        Kind::Name,
        "We run on Kubernetes. Our Kubernetes is old. I like Kubernets.",
    ),
    (
        Kind::Name,
        "We use GitHub daily, and GitHub Actions too. Then Github broke.",
    ),
    (
        Kind::Name,
        "We pay for Datadog. I love Datadog. The Datadgo bill came.",
    ),
    (
        Kind::Name,
        "Priya fixed it, and so Priya won. Thanks, Pryia, for that.",
    ),
];

/// Drafts that look like it and do not.
const RIGHT: &[&str] = &[
    "The outage lasted from 14:23 to 14:45, 22 minutes in total.",
    "From 14:00 to 15:00 we were down for 20 minutes.",
    "Deploy at 13:15, 1 hour before the 14:23 alert.",
    "Between 23:50 and 00:10 (20 minutes) writes failed.",
    "It ran from 9:30 to 2:15 (4 h 45 min).",
    "Checks at 14:23 and 14:45, 5 minutes each.",
    "The window is 02:00-04:00 UTC; the job takes 40 minutes.",
    "We raised the limit from 512 MiB to 2 GiB, a 4x rise.",
    "Latency dropped from 8.4 s to 0.5 s, 16x faster.",
    "It fell from 8.2 s to 1.4 s, an 83% improvement.",
    "Traffic grew from 10 to 15 req/s, up 50%.",
    "Errors rose from 2% to 12%, up 10 points, or 10 percent.",
    "We went from 3 nodes to 5 and cut costs by 20%.",
    "p99 went from 8.4s to 520ms, and 20% of requests were retried.",
    "From 12 to 18 months: 40% of teams fail.",
    "14 of 23 exports (61%) failed.",
    "14 of 23 exports (39% survived) failed.",
    "3 of the 120 nodes (5% over budget) were patched.",
    "24% (480MB / 2GB)",
    "85% of traffic (12 of 14 regions, weighted) was hit.",
    "5 + 6 + 4 = 15 minutes.",
    "2MB/hour = ~1.4GB/month.",
    "100 GB × $0.023 × 12 = $27.60 a year.",
    "1,000 requests × 50 ms = 50 s.",
    "24 × 60 = 1,440.",
    "3 × 30 min = 1.5 hours",
    "500 users × 20 requests per user = 10,000 requests",
    "x = 5 + 3 and y = 9.",
    "Three things went wrong:\n\n- a\n- b\n- c",
    "Three things went wrong, and two of them twice:\n\n- a\n- b\n- c",
    "After 5 minutes:\n\n- a\n- b\n- c",
    "Run these on each of the 3 nodes:\n\n- a\n- b",
    "We had two options:\n\n- a\n  - x\n  - y\n- b\n  - z",
    "Three steps:\n\n1. a\n\n```\nx\n```\n\n2. b\n\n```\ny\n```\n\n3. c",
    "There are five SOLID principles, of which these matter:\n\n- a\n- b",
    "Here are 10 repositories, the first three:\n\n- a\n- b\n- c",
    "- Triage: 5 min\n- Debug: 6 min\n- Repair: 4 min\n- Total: 15 min",
    "- CPU: 4 cores\n- Memory: 8 GB\n- Total cost: $45",
    "| Item | p99 | Count |\n|---|---|---|\n| a | 12 | 3 |\n| b | 8 | 4 |\n| Total | 14 | 7 |",
    "25 exports were affected. 14 of those were enterprise. That's 11 others.",
    "25 exports were affected. 14 of those were enterprise, 3 were trials. The other 8 were free.",
    "The team has 12 engineers (5 backend, 4 frontend, 3 data).",
    "We run 8 nodes (2 zones, 4 racks).",
    "A 16-core box (8 physical cores, 2 threads each).",
    "It has 10 tables (3 large, 4 small).",
    "47,000 records in, 8,200 out: 38,800 gone.",
    "On Tuesday, 14 October 2025 we met.",
    "Thursday 9 January 2025 was quiet.",
    "p99 settled at 485 ms, within the 500 ms SLO.",
    "It came in 20 ms over the 500 ms target.",
    "It was 20 ms under the 500 ms SLO.",
    "p99 should stay at 520 ms, within the 600 ms SLO.",
    "The API took 600 ms and the cache stayed under the 50 ms limit.",
    "Availability was 99.95%, above the 99.9% target.",
    "Availability was 98.7%, below the 99.9% target.",
    "We got within 5 ms of the 500 ms SLO.",
    "Error rate: 12.3% (Target: <0.1%) ❌",
    "The 520 ms did not meet the 500 ms SLO.",
    "Time to triage: 5 min (P1 target: 30 min) ✅",
    "| Metric | Target | Actual | Met |\n|---|---|---|---|\n| p99 | < 500 ms | 480 ms | ✅ |\n| err | < 0.1% | 0.3% | ❌ |",
    "Our SLO for p99 latency is 500 ms.\n\nDuring the incident throughput was 520 ms lower, within SLA hours.",
    "The first outage lasted 47 minutes.\n\nThe second outage lasted 52 minutes.",
    "The March outage lasted 47 minutes.\n\nThe 52-minute outage in May was worse.",
    "A 5-minute outage is fine.\n\nThe 52-minute outage was not. It lasted longer than planned.",
    "The build took 40 minutes.\n\nThe test build took 12 minutes.",
    "The build took 40 minutes in 2023.\n\nThe build took 12 minutes after the change.",
    "The migration took 3 hours.\n\nThe migration took about 180 minutes.",
    "The request timeout is 30 seconds.\n\nThe 5-second timeout of the client fires first.",
    "The bug affected 23 customers.\n\nAn older bug affected 25 customers.",
    "In March we had 23 incidents.\n\nIn April we had 25 incidents.",
    "Team A owns 12 services.\n\nTeam B owns 14 services.",
    "The staging cluster has 3 nodes.\n\nThe production cluster has 12 nodes.",
    "The cluster has 12 nodes.\n\nWe added 2 nodes to the cluster.",
    "We lost 38,800 records.\n\nWe recovered 38,000 records.",
    "We lost about 38,000 records.\n\nIn all, 38,182 records were lost.",
    "The bug affected 23 customers.\n\nThe bug affected 23 enterprise customers, and 9 small ones.",
    "The limit was 512 MiB.\n\nThe limit is 2 GiB now.",
    "14 enterprise customers were affected.\n\n23 customers were affected.",
    "The script has 40 lines.\n\nThe test script has 12 lines.",
    "Postgres allowed 170 connections.\n\nEvery task held 10 connections to Postgres.",
    "We scanned 120 repositories.\n\nWe found secrets in 47 repositories.",
    "The pool has 20 connections.\n\nPostgres has 100 connections.",
    "| Time | Event |\n|---|---|\n| 10:00 | Deploy started |\n| 14:00 | Deploy started again |\n\nThe second deploy started at 14:00.",
    "| Time | Event |\n|---|---|\n| 10:00 | Deploy finished |\n\nOn Friday the deploy finished at 9:00.",
    "The job runs at 02:00 on staging.\n\nThe job runs at 04:00 in production.",
    "# How we lost 38,000 records\n\nWe lost 38,182 records that night.",
    "# Our 6-day outage\n\nFor six days nothing worked.",
    "# 10,000 requests a minute\n\nIt sent 10,400 req/min.",
    "# 7 lessons\n\n## 1. A\n\nx\n\n## 2. B\n\nx\n\n## 3. C\n\nx\n\n## 4. D\n\nx\n\n## 5. E\n\nx\n\n## 6. F\n\nx\n\n## 7. G\n\nx",
    "# Why the 2:00 AM page matters in 2026\n\nText.",
    "# PostgreSQL 16/17 on Port 5432\n\nText.",
    "# Go 1.22 and HTTP 429\n\nText.",
    "# Down for 90 minutes\n\nWe were down for an hour and a half.",
    "## The 23 exports\n\nOf these 14 were enterprise exports.",
    "Maria opened it. Maria left. Mario stayed. Marie knew.",
    "I met Anna. Anna left. Anne stayed.",
    "We use OpenAI. OpenAI is fast. Our OpenAPI is slow.",
    "Model A won. The Model is old. Our Models are new.",
    "Jon left with John. John stayed. John knew.",
    "The Client calls the Clients API. A Client is a Client.",
    "We use Terraform. I like Terraform. We ran Terraforming.",
    "In March it broke. By March it was fixed. Then Marsh left.",
    "We like Stripe. Yes, Stripe. And Strips too.",
    "Duration: 47 minutes.\n\n## Earlier incident\n\nThe incident lasted 52 minutes before that.",
    "Time to detect: 2 minutes\n\nWe restarted it in 4 minutes.",
    "It took 5 days.\n\nIt took 6 days to fix the second.",
    "The team of 5 handled 40 tickets.\n\nThe team closed 38 tickets.",
    "We reviewed 40 tickets in support.\n\nSupport closed 38 tickets.",
    "The survey had 200 respondents.\n\n150 respondents of the survey use Postgres.",
    "The index has 3 columns.\n\nThe table has 12 columns with an index.",
    "We saved $4,000 on compute.\n\nWe saved $2,000 on storage.",
    "Our cluster runs 40 pods.\n\nThe cluster runs 38 healthy pods.",
    "The export wrote 8,200 records.\n\nThe database held 47,000 records.",
    "Each export has 23 columns.\n\nThe export of customers has 25 columns.",
    "The dashboard shows 12 services.\n\nThe dashboard shows 3 failing services.",
    "The first alert came at 14:23 and the second at 14:45, 3 minutes after the deploy.",
    "From 9:00 to 17:00, 30 minutes before closing, the desk is staffed.",
    "Office hours: 9:00-17:00 (30 minutes per slot).",
    "The maintenance ran from 22:00 on Friday to 04:00 on Sunday, 30 hours.",
    "Between 14:00 and 16:00, a 40-minute freeze hit.",
    "Standup is 9:15-9:30, 15 minutes, and the retro 10:00-11:00, 1 hour.",
    "It took 3 days, from 3 March to 5 March.",
    "From 1 January to 31 December, 12 months.",
    "Sprint 12 ran from 3 March to 14 March, two weeks.",
    "We went from 10 to 100 users, a 10x increase.",
    "We went from 10 to 100 users in 4x less time.",
    "Growth from $1M to $10M took 5x longer than planned.",
    "We cut p99 from 8.4s to 520ms, a 94% reduction and 16x faster.",
    "CPU dropped from 80% to 40%, half of what it was.",
    "CPU dropped from 80% to 40%, a 50% drop.",
    "Traffic went from 100k to 1.2M, a 12-fold increase.",
    "Storage grew from 1.2 TB to 1.5 TB, up 25% year over year.",
    "The price went from $20 to $25 — a 25% increase, and 20% of that is tax.",
    "The jump from 3 to 4 replicas costs 33% more.",
    "Rollout moved from 10% to 50%, then 100%.",
    "Rollout moved from 10% → 50% → 100%.",
    "We moved from 1.27 to 1.29, 2 minor versions.",
    "Errors went from 120 to 30, a fourfold drop.",
    "8 of 10 teams (80%) agreed, 2 of 10 (20%) did not.",
    "9 out of 10 engineers, 90% of them senior, agreed.",
    "3 of 4 (75 percent) passed.",
    "1 of 3 (33%) failed; 2 of 3 (67%) passed.",
    "100 of the 1,000 users (10 % of EU traffic) saw it.",
    "We used 480 MB of 2 GB (24%).",
    "7 of the 12 items (58.3%) are done.",
    "2 + 2 = 4, obviously.",
    "10 − 4 = 6 people.",
    "1.5 GB + 500 MB = 2 GB.",
    "0.1 + 0.2 = 0.30000000000000004",
    "$1.20 × 3 = $3.60",
    "30 days × 24 hours = 720 hours",
    "100,000 rows / 50 = 2,000 batches",
    "340,000 / 10,000 = 34 chunks",
    "With n = 3 and k = 5 we get 8 = 3 + 5.",
    "HTTP 200 = OK, 404 = missing.",
    "timeout = 30 s, retries = 3",
    "We have two goals for this quarter: speed and trust.\n\n- a\n- b\n- c",
    "It has three parts: the reader, the index and the server.\n\n- The reader is x.\n- The index is y.\n- The server is z.",
    "Two weeks later:\n\n- a\n- b\n- c",
    "Version 2 changes:\n\n- a\n- b\n- c",
    "I spoke with 12 teams:\n\n- some said a\n- some said b",
    "We hit 3 limits of Postgres:\n\n1. a\n2. b\n3. c\n\nAnd in the app:\n\n- d",
    "The four golden signals are latency, traffic, errors and saturation. We used two.\n\n- a\n- b",
    "Here are my top 3 picks for the 2 teams:\n\n- a\n- b\n- c",
    "For two reasons:\n\n1. a\n\n   More on a.\n\n2. b",
    "Three options:\n\n**A.** x\n\n**B.** y\n\n**C.** z\n\n- note\n- other",
    "- Compute: $40\n- Storage: $30\n- Network: $25\n- Total: ~$100",
    "- Compute: $40.20\n- Storage: $30.30\n- Total: $70.50",
    "- Passed: 40\n- Failed: 2\n- Skipped: 1\n- Total: 43",
    "- Read: 1.2 s\n- Write: 0.8 s\n- Total: 2 s",
    "| Region | Users | Share |\n|---|---|---|\n| EU | 1,200 | 60% |\n| US | 800 | 40% |\n| Total | 2,000 | 100% |",
    "| Step | Min |\n|---|---|\n| a | 5 |\n| b | 6 |\n| Total | 11 (plus breaks) |",
    "Memory stayed under the 2 GB limit at 1.8 GB.",
    "At 1.8 GB we were 200 MB below the 2 GB limit.",
    "The 2.1 GB spike exceeded the 2 GB limit.",
    "It never exceeded 480 ms, below the 500 ms SLO.",
    "P99 was 700 ms, above the 500 ms SLO.",
    "With 3 retries of 200 ms each, within the 500 ms budget.",
    "We had 12 incidents, within our target of 15.",
    "Error rate was 0.1%, within the 0.1% target.",
    "About 500 ms, within the 500 ms SLO.",
    "The first request took 900 ms; the rest were within the 500 ms SLO.",
    "The limit is 2 GB. The pod used 2.4 GB and was killed.",
    "Our target is 99.9%. We were at 99.95%, within the SLO.",
    "Response was 30 minutes (target: 1 hour) ✅",
    "It took 45 minutes (budget: 2 hours) ✅",
    "The outage lasted 47 minutes.\n\nThe outage lasted just under an hour.",
    "The outage lasted about 45 minutes.\n\nThe 47-minute outage hurt.",
    "The incident lasted 47 minutes.\n\nThe outage lasted 22 minutes.",
    "The call took 20 minutes.\n\nThe call with the vendor took 50 minutes.",
    "The restore took 3 hours on the replica.\n\nThe restore took 5 hours on the primary.",
    "A 30-second timeout is too long.\n\nThe 10-second timeout is better.",
    "The 5-minute window slides.\n\nThe 10-minute window does not.",
    "**Duration:** 47 minutes\n\n**Duration:** 52 minutes",
    "Time to detect: 2 minutes\n\nTime to recovery: 40 minutes",
    "We deployed at 14:00.\n\nWe deployed at 16:00.",
    "The backup starts at 02:00.\n\nThe backup ends at 02:40.",
    "| 14:23 | Alert fired |\n|---|---|\n| 14:25 | Ana acknowledged the alert |\n\nAna acknowledged at 14:25.",
    "The alert fired at 14:23 UTC.\n\nThe alert fired at 16:23 in Berlin.",
    "We wrote 12 tests.\n\nWe wrote 14 tests for the parser.",
    "We found 3 bugs.\n\nThe fuzzers found 5 bugs.",
    "They run 40 services.\n\nWe run 38 services.",
    "Customers filed 23 tickets.\n\nPartners filed 25 tickets.",
    "The US region has 12 nodes.\n\nThe EU region has 14 nodes.",
    "Our plan has 5 seats.\n\nThe team plan has 8 seats.",
    "The old cluster had 12 nodes.\n\nThe cluster has 16 nodes.",
    "The exporter exposes 40 metrics.\n\nThe exporter exposes 42 metrics since March.",
    "I read 12 books. I liked 8 books.",
    "Alice fixed 12 bugs.\n\nBob fixed 14 bugs.",
    "The job wrote 8,200 rows to the file.\n\nThe job read 9,100 rows from the file.",
    "The job created 12 files.\n\nThe job deleted 14 files.",
    "We hired 12 engineers.\n\nWe lost 14 engineers.",
    "# Lessons from 20 years of ops\n\nI began in 2004.",
    "# The $1 million mistake\n\nIt cost $1,000,000.",
    "# Cutting costs by 40 percent\n\nThe bill went from $10,000 to $6,000.",
    "# 500 Internal Server Error\n\nIt was a 500.",
    "# A 3x faster build\n\nFrom 30 to 10 minutes.",
    "# Chapter 14: The wall\n\nText.",
    "# Kubernetes 1.29 in 30 days\n\nWe upgraded it within a month.",
    "# 99% of alerts are noise\n\nText.",
    "# Zero to 100 services\n\nNow there are 100 services.",
    "We use Redis. Redis is fast. Redix is a clone of Redis.",
    "Kafka and Kafka. Kafkaesque, really.",
    "At Google we did it. Google is big. Goggles are not.",
    "We asked Eric. Eric knew. Erica did not.",
    "I like Paris. Paris is big. Parish life is small.",
    "Ansible ran. Ansible ended. Ansibles fly.",
    "I met Carlos. Carlos left. Carlo came.",
];

#[test]
fn what_cannot_be_right_is_found() {
    let missed: Vec<String> = WRONG
        .iter()
        .filter(|(kind, text)| !kinds(text).iter().any(|it| it.0 == *kind))
        .map(|(kind, text)| format!("{kind:?}: {text}"))
        .collect();
    assert!(missed.is_empty(), "not found:\n{}", missed.join("\n"));
}

#[test]
fn what_can_be_right_is_left_alone() {
    let wrong: Vec<String> = RIGHT
        .iter()
        .flat_map(|text| {
            kinds(text)
                .into_iter()
                .map(move |it| format!("{text}\n    {}", it.1))
        })
        .collect();
    assert!(wrong.is_empty(), "false alarms:\n{}", wrong.join("\n"));
}

#[test]
fn every_proof_shows_its_arithmetic() {
    let proof = |text: &str| kinds(text).into_iter().map(|it| it.1).collect::<Vec<String>>();
    assert_eq!(
        proof("It was down from 14:23 to 14:45, 27 minutes in all."),
        ["14:23 to 14:45 is 22 minutes, not 27."]
    );
    assert_eq!(
        proof("From 512 MiB to 2 GiB, an 8x rise."),
        ["512 MiB to 2 GiB is 4x, not 8x."]
    );
    assert_eq!(
        proof("14 of the 23 exports (81%) failed."),
        ["14 of 23 is 60.9%, not 81%."]
    );
    assert_eq!(
        proof("Triage, repair, rest: 5 + 6 + 4 = 17 minutes."),
        ["5 + 6 + 4 is 15 minutes, not 17 minutes."]
    );
    assert_eq!(
        proof("p99 was 520 ms, within the 500 ms SLO."),
        ["520 ms is above 500 ms, not within it."]
    );
    assert_eq!(
        proof("The bug affected 23 customers.\n\nIn all, 25 customers were affected by the bug."),
        ["Line 1 says 23 customers, here it is 25 customers."]
    );
}

#[test]
fn a_memo_changes_nothing_but_the_time() {
    let mut memo = Memo::default();
    for (_, text) in WRONG.iter().cycle().take(2 * WRONG.len()) {
        let draft = Draft::parse(text);
        let fresh = find(&draft, &Aliases::default(), &mut Memo::default());
        assert_eq!(find(&draft, &Aliases::default(), &mut memo), fresh, "{text}");
    }
}

#[test]
fn any_text_is_read_without_harm() {
    let pieces = [
        "14:23",
        " to ",
        "→",
        "27 minutes",
        "= ",
        "+ ",
        "(",
        "é%",
        "40%",
        "🚨",
        ": ",
        "\n- ",
        "\n\n# ",
        "| ",
        "within ",
        "of ",
        "SLO",
        "12 dogs",
        "5 é",
        ". ",
        "from ",
        "lasted ",
    ];
    let mut seed = 7usize;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..14 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(seed >> 33) % pieces.len()]);
        }
        for it in find(&Draft::parse(&text), &Aliases::default(), &mut Memo::default()) {
            assert!(text.get(it.span.range()).is_some(), "{text:?} {it:?}");
        }
    }
}
