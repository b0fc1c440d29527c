//! Terms that mean the same: the field's abbreviations and a light table of synonyms, and classes of names
//! of which only one can be meant (databases, log levels, weekdays' kin).

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{Stem, Word, folded};

/// Groups of words that count as one when a sentence is linked to a unit: abbreviations of the field, and words
/// that a retelling swaps freely. The first is the group's key. Linking uses them, quotations never do.
const GROUPS: &str = "kubernetes k8s | postgres postgresql pg | production prod | configuration config configs configure \
    configured | database databases db dbs | application app apps applications | repository repo repos | \
    environment env | documentation docs doc | mail email emails mails e-mail | kill killed kills killing \
    terminate terminates terminated | largest biggest | larger bigger | start begin begins began begun \
    started starting starts beginning | finish finished complete completed end ended | mistake error errors \
    | broken broke break breaks | fix fixed fixes repair repaired mend mended | increase increased raise \
    raised bump bumped grew grow grown | decrease decreased lower lowered reduce reduced fell fall fallen | \
    remove removed delete deleted | add added adding adds introduced introduce | show showed shown shows \
    display displayed displays | find found finds discover discovered spot spotted spots | buy bought \
    purchase purchased | people person persons folks | quick fast quickly rapid rapidly | job task | client \
    customer customers clients | boss manager | staff team employees | colleague coworker colleagues \
    coworkers | rerun reran re-ran | ask asked asks asking question questions | reply replied answer \
    answered answers | tell told tells | write wrote written writes | send sent sends sending | build built \
    builds | lose lost losing loses missing miss missed | alarm alert alerts alarms | log logs logged \
    logging | deploy deployed deployment deploys rollout | revert reverted rollback | latency latencies \
    delay | outage outages downtime | memory ram | server servers host hosts machine machines | folder \
    directory folders directories | vendor provider supplier vendors providers | decide decided decision \
    decisions decides | try tried tries attempt attempted attempts | check checked checks verify verified \
    verifies verification | compare compared compares comparison | happen happened happens occur occurred \
    occurs | kid child kids children | film movie films movies | car automobile cars | phone telephone \
    phones | cost costs price prices expense expensive | cheap cheaper inexpensive | talk talked talks \
    discuss discussed discussion discusses discussing | choose chose chosen pick picked choice | agree \
    agreed agreement agrees | suggest suggested suggestion suggests propose proposed proposal proposes \
    proposing | entire whole | everyone everybody | nobody none | percent percentage | engineer engineers \
    developer developers dev devs | information info | maximum max | minimum min | approximately about \
    around roughly | photo photograph photos | stuck hung hang | refund refunded refunds | mum mother mom | \
    dad father | university college | money funding funds | school schools | pupil student pupils students | \
    teacher teachers | remote remotes | tv television";

/// Forms of irregular verbs (and a few nouns) that no stemmer brings together; the first is the group's key.
const IRREGULAR: &str = "see saw seen | go goes went gone | take took taken | give gave given | run ran | come came | know knew known \
    | think thought | hear heard | feel felt | leave left | hold held | bring brought | catch caught | teach taught | fight fought \
    | drive drove driven | ride rode ridden | rise rose risen | fly flew flown | draw drew drawn | throw threw thrown \
    | speak spoke spoken | wake woke woken | freeze froze frozen | steal stole stolen | wear wore worn | swear swore sworn \
    | tear tore torn | eat ate eaten | drink drank drunk | ring rang rung | sing sang sung | sink sank sunk | swim swam swum \
    | sit sat | stand stood | understand understood | win won | sleep slept | sweep swept | creep crept | mean meant | pay paid \
    | sell sold | shoot shot | strike struck | swing swung | spin spun | stick stuck | dig dug | bite bit bitten | hide hid hidden \
    | slide slid | light lit | feed fed | lead led | meet met | deal dealt | bend bent | lend lent | spend spent | rebuild rebuilt \
    | forget forgot forgotten | forgive forgave | shake shook shaken | mistake mistook | blow blew blown | overcome overcame | wind wound \
    | bind bound | grind ground | seek sought | bear bore borne | lie lay lain | lay laid | fall fell fallen | become became | shrink shrank shrunk \
    | foot feet | tooth teeth | mouse mice | half halves | life lives | index indices indexes | analysis analyses | crisis crises";

/// Canonical key of every word in [`GROUPS`], by folded spelling.
fn groups() -> &'static FxHashMap<Stem, Stem> {
    static TABLE: OnceLock<FxHashMap<Stem, Stem>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = FxHashMap::default();
        for group in GROUPS.split('|').chain(IRREGULAR.split('|')) {
            let mut words = group.split_whitespace();
            let Some(key) = words.next().map(super::words::bare_stem) else {
                continue;
            };
            for word in group.split_whitespace() {
                table.entry(super::words::bare_stem(word)).or_insert(key);
            }
        }
        table
    })
}

/// The key under which a stem is linked: its group's, or itself.
pub fn canonical(stem: Stem) -> Stem {
    groups().get(&stem).copied().unwrap_or(stem)
}

/// The configuration's `[aliases]`: groups of words that mean the same in this project.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    /// Stem of every single word → stem of its group's first.
    keys: FxHashMap<Stem, Stem>,
    /// Folded words and name keys of each group.
    groups: Vec<Vec<Stem>>,
}

impl Aliases {
    /// Reads `groups`. A term of several words is known as a name; only single words are read as one another.
    pub fn new(groups: &[Vec<String>]) -> Aliases {
        let mut aliases = Aliases::default();
        for group in groups {
            let mut words = group
                .iter()
                .filter(|it| !it.trim().contains(char::is_whitespace))
                .map(|it| super::words::stem(it));
            if let Some(key) = words.next() {
                aliases.keys.extend(words.map(|word| (word, key)));
            }
            aliases.groups.push(
                group
                    .iter()
                    .flat_map(|it| [folded(it), super::names::key(it)])
                    .collect(),
            );
        }
        aliases
    }

    /// Reads the words of a group as its first.
    pub fn fold(&self, words: &mut [Word]) {
        if self.keys.is_empty() {
            return;
        }
        for word in words {
            word.stem = self.keys.get(&word.stem).copied().unwrap_or(word.stem);
        }
    }

    /// The keys of every group of which at least one is heard.
    pub fn heard_with(&self, is_heard: impl Fn(Stem) -> bool) -> Vec<Stem> {
        self.groups
            .iter()
            .filter(|group| group.iter().any(|&it| is_heard(it)))
            .flatten()
            .copied()
            .collect()
    }
}

/// Classes of names: two different members in the same role cannot both be right.
const CLASSES: &[(&str, &str)] = &[
    (
        "database",
        "mysql mariadb postgres postgresql sqlite oracle mssql mongodb mongo cassandra dynamodb cockroachdb \
        clickhouse bigquery snowflake redshift aurora couchdb neo4j influxdb timescaledb duckdb elasticsearch opensearch",
    ),
    ("cache", "redis memcached valkey hazelcast varnish"),
    (
        "queue",
        "kafka rabbitmq sqs nats pulsar kinesis activemq celery sidekiq resque pubsub",
    ),
    (
        "cloud",
        "aws gcp azure heroku digitalocean linode hetzner ovh cloudflare fastly vercel netlify",
    ),
    (
        "monitoring",
        "datadog newrelic prometheus grafana pagerduty opsgenie sentry splunk nagios zabbix honeycomb \
        dynatrace kibana loki cloudwatch statuspage victorops",
    ),
    (
        "deploy",
        "argocd flux spinnaker jenkins circleci travis teamcity buildkite helm kustomize terraform pulumi \
        ansible puppet chef capistrano",
    ),
    (
        "data-format",
        "json csv xml yaml toml parquet avro protobuf html pdf",
    ),
    (
        "language",
        "python ruby rust golang java javascript typescript kotlin scala perl php swift elixir erlang haskell",
    ),
    (
        "chat",
        "slack discord irc zoom skype telegram whatsapp signal mattermost",
    ),
    ("forge", "github gitlab bitbucket gitea"),
    ("tracker", "jira linear asana trello notion"),
    (
        "os",
        "linux windows macos ubuntu debian fedora centos rhel alpine freebsd android ios",
    ),
    ("web-server", "nginx apache caddy haproxy envoy traefik"),
    ("orchestrator", "kubernetes k8s nomad mesos swarm openshift ecs"),
    ("batch", "spark flink hadoop airflow dagster dbt beam"),
    ("streaming", "netflix spotify youtube hulu"),
    ("browser", "chrome firefox safari edge opera"),
];

/// Members that are English words too: names only with a capital, or in code.
const ALSO_WORDS: &str = "slack zoom signal linear notion safari opera edge spark beam flux helm chef puppet swift ruby loki asana \
    oracle mongo swarm nomad envoy caddy apache go rust scala perl travis sentry consul snowflake aurora celery pulsar chrome mesos \
    fastly heroku vercel nats loki basic";

/// The class of the levels of a log, where the word is one: `warn`. Most of them are plain words too, so it takes
/// what stands beside them to tell.
pub fn log_level(word: &str) -> Option<u8> {
    const LEVELS: [&str; 7] = ["trace", "debug", "info", "warn", "warning", "error", "fatal"];
    LEVELS.contains(&word).then_some(u8::MAX)
}

/// The class of a word that names one of several alternatives, as it is written; `None` for most words.
pub fn class(word: &str) -> Option<u8> {
    static WORDS: OnceLock<FxHashSet<Stem>> = OnceLock::new();
    let also_words = WORDS.get_or_init(|| ALSO_WORDS.split_whitespace().map(folded).collect());
    if also_words.contains(&folded(word)) && !word.starts_with(char::is_uppercase) {
        return None;
    }
    static TABLE: OnceLock<FxHashMap<Stem, u8>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = FxHashMap::default();
        for (n, (_, members)) in CLASSES.iter().enumerate() {
            for member in members.split_whitespace() {
                table.insert(folded(member), n as u8);
            }
        }
        table
    });
    table.get(&folded(word)).copied()
}

#[cfg(test)]
mod tests {
    use super::super::words::stem;
    use super::*;

    #[test]
    fn abbreviations_and_synonyms_share_a_key() {
        assert_eq!(stem("K8s"), stem("Kubernetes"));
        assert_eq!(stem("killed"), stem("terminate"));
        assert_ne!(stem("parser"), stem("writer"));
    }

    #[test]
    fn the_words_of_a_configured_group_are_read_as_its_first() {
        let aliases = Aliases::new(&[vec![
            "exporter".to_owned(),
            "sluice".to_owned(),
            "data pump".to_owned(),
        ]]);
        let mut words = super::super::words::words("The Sluice stopped.");
        aliases.fold(&mut words);
        assert_eq!(words[1].stem, stem("exporter"));
        let heard = aliases.heard_with(|key| key == folded("exporter"));
        assert!(heard.contains(&folded("sluice")) && heard.contains(&super::super::names::key("data pump")));
        assert!(aliases.heard_with(|_| false).is_empty());
    }

    #[test]
    fn no_word_stands_in_two_groups() {
        let mut words: Vec<&str> = GROUPS.split(['|', ' ']).filter(|it| !it.is_empty()).collect();
        words.sort_unstable();
        let twice: Vec<_> = words.windows(2).filter(|it| it[0] == it[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn alternatives_share_a_class() {
        assert_eq!(class("slack"), None, "slack is a word, Slack is a name");
        assert!(class("Slack").is_some());
        assert_eq!(class("MySQL"), class("Postgres"));
        assert_ne!(class("JSON"), class("Postgres"));
        assert_eq!(class("customer"), None);
    }
}
