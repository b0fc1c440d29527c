//! Concrete things: people by their office or kin, food, animals, clothes, rooms, weather, letters and prizes.
//!
//! A paraphrase picks other verbs and other abstract words; it does not bring in a dog, a lawyer or a bottle of wine.
//! Words that engineers use of other things (`bus`, `fork`, `election`, `fingerprint`), or as verbs (`warrants`), are left out.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::words::{Stem, hash};

const THINGS: &str = "\
    mother father mum dad grandmother grandfather grandma grandpa wife husband spouse daughter son brother sister uncle aunt cousin \
    nephew niece baby toddler girlfriend boyfriend fiancee fiance \
    ceo cto cfo coo ciso cio hr chairman chairwoman president director executive founder investor shareholder boardroom lawyer \
    attorney solicitor jury auditor accountant regulator inspector journalist reporter columnist consultant intern \
    apprentice recruiter supervisor foreman receptionist secretary janitor cleaner caretaker electrician plumber carpenter \
    doctor nurse surgeon dentist therapist psychologist pharmacist priest vicar soldier policeman detective \
    firefighter teacher professor librarian scientist waiter waitress barista bartender baker farmer gardener \
    roommate flatmate landlord minister mayor senator ambassador mathematician physicist biologist economist \
    government ministry parliament senate embassy courtroom police hospital clinic pharmacy church university school \
    kindergarten museum insurer union charity newspaper magazine television tabloid \
    wine beer whisky whiskey champagne vodka gin rum cocktail coffee espresso cappuccino tea juice lemonade milkshake pizza sandwich \
    burger noodles sushi soup salad cake croissant doughnut donut pastry biscuit chocolate sweets candy bread cheese \
    sausage bacon steak breakfast lunch dinner supper picnic barbecue snack dessert banana strawberry lemon \
    knee ankle wrist forehead headache flu fever surgery injury bruise concussion pregnancy \
    dog cat puppy kitten horse cow goat sheep pig chicken goose fox wolf squirrel parrot hamster goldfish seagull \
    shirt t-shirt tshirt hoodie jacket sweater trousers jeans skirt shoe boots hat scarf gloves pyjamas pajamas socks slippers \
    umbrella sunglasses wallet handbag suitcase backpack rucksack wristwatch jewellery jewelry necklace mug thermos \
    kitchen bathroom bedroom sofa couch armchair mattress pillow curtain carpet rug fridge freezer oven microwave toaster \
    kettle dishwasher bathtub fireplace garden balcony attic basement lawn porch candle vase \
    van lorry taxi cab bicycle motorbike motorcycle ferry yacht airplane aeroplane helicopter airport motorway highway tram \
    ambulance limousine tractor \
    hotel restaurant pub cafe canteen cafeteria cinema theatre theater stadium gym supermarket bakery skyscraper elevator stairwell \
    rooftop beach suburb cathedral castle cemetery \
    lawsuit subpoena insurance petition diploma bonus salary pension mortgage \
    trophy medal wager bribe ransom voucher gift bouquet flowers postcard fruit-basket \
    newsletter keynote hackathon questionnaire briefing seminar bootcamp audit banquet gala \
    wedding funeral birthday anniversary honeymoon holiday vacation concert festival parade carnival riot christmas easter \
    thanksgiving halloween graduation reunion divorce \
    thunderstorm hurricane tornado earthquake drought blizzard heatwave wildfire \
    bankruptcy merger layoff resignation lottery \
    camera photograph sticker balloon whiteboard flipchart pencil crayon paintbrush screwdriver ladder bottle spoon knife \
    piano guitar violin trumpet accordion football tennis golf billiards \
    heating radiator lobby parking tv radio jukebox torch flashlight lamp streetlight candlelight fireworks confetti \
    hiker jogger cyclist skier surfer sailor fisherman postman milkman shopkeeper grocer butcher tailor hairdresser barber \
    bride groom hangover nap sunburn nosebleed toothache \
    choir orchestra poem novel song movie film raffle quiz karaoke crossword chess poker snowman sandcastle \
    rainbow moonlight puddle \
    password passphrase spreadsheet fax typewriter printout petrol";

/// People and things of which a writer picks another word than the talk: "my lap" becomes "her knees", "one's a policeman"
/// "joined the police".
const GROUPS: [&str; 8] = [
    "mother father mum dad grandmother grandfather grandma grandpa parent daughter son baby toddler child children kid girl boy born",
    "wife husband spouse married",
    "brother sister sibling",
    "uncle aunt cousin nephew niece",
    "knee ankle wrist forehead lap leg arm foot feet",
    "police policeman policemen policewoman officer cop",
    "pension retired retire retires retirement",
    "van lorry taxi cab car truck pickup bus coach trailer ambulance limousine",
];

/// Whether a word names a concrete thing, in the singular or the plural.
pub fn is_thing(word: &str) -> bool {
    static SET: OnceLock<FxHashSet<Stem>> = OnceLock::new();
    let set = SET.get_or_init(|| THINGS.split_whitespace().map(hash).collect());
    let has = |it: &str| set.contains(&hash(it));
    if word.len() < 2 || word.len() > 16 || !word.is_ascii() {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    let lower = lower.strip_suffix("'s").unwrap_or(&lower);
    // "a flash sale", but not "sales".
    lower == "sale" || singulars(lower).any(|it| has(&it))
}

/// The words for the same people or things as `word`, where a writer may pick any of them; none for other words.
pub fn others_for(word: &str) -> impl Iterator<Item = &'static str> {
    let lower = word.to_ascii_lowercase();
    let group = GROUPS
        .iter()
        .find(|group| singulars(&lower).any(|it| group.split_whitespace().any(|other| other == it)));
    group.into_iter().flat_map(|it| it.split_whitespace())
}

/// The word itself, and what it is the plural of by its ending.
fn singulars(word: &str) -> impl Iterator<Item = String> {
    const ENDINGS: [(&str, &str); 5] = [("", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ves", "fe")];
    let singular = |(ending, instead)| Some(format!("{}{instead}", word.strip_suffix(ending)?));
    ENDINGS.into_iter().filter_map(singular)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_group_may_be_told_as_another() {
        assert!(others_for("daughters").any(|it| it == "born"));
        assert!(others_for("knees").any(|it| it == "lap"));
        assert_eq!(others_for("dog").count(), 0);
    }

    #[test]
    fn things_are_known_in_the_plural_and_whatever_their_case() {
        assert!(is_thing("dog") && is_thing("Dogs") && is_thing("secretaries") && is_thing("CEO"));
        assert!(is_thing("wives") && is_thing("lawyer's"));
        assert!(!is_thing("certificate") && !is_thing("sales") && !is_thing("bus") && !is_thing("dogma"));
    }
}
