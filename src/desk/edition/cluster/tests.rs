//! Reports of invented stories, some of one event, some only near it, and how they are grouped.

use super::*;
use crate::edition::traits::Traits;

/// `story|hours|headline|beginning`: reports with the same first letter are of one story.
const REPORTS: &str = "\
a|0|Ferry strike ends after Norvik operator agrees pay deal|Ferry crews in Norvik will return to work on Monday after the operator Bluewater agreed to raise pay by 6.5 percent, the seafarers' union said. The strike had cut off the Hallin islands for 12 days.
a|3|Hallin islands ferries to sail again on Monday|Bluewater ferries will sail to the Hallin islands again from Monday, ending a 12-day strike that left shops short of food. The Seafarers' Union said its members had accepted a rise of 6.5 percent.
a|9|Bluewater and union settle ferry dispute|The ferry operator Bluewater has settled its pay dispute with the Seafarers' Union, and boats between Norvik and Hallin resume on Monday. Union leader Petra Voss called it a fair deal.
b|2|Norvik council backs tram line despite cost|Norvik's city council voted 31 to 24 on Thursday for a tram line to the harbour, whose cost has doubled to 480 million crowns. Mayor Olav Brandt said the city could not wait.
b|5|Tram to Norvik harbour approved in close vote|A tram line to Norvik harbour was approved by the city council in a 31-24 vote, although its price has doubled to 480 million crowns. Opponents led by Greta Sund want a referendum.
c|1|Quake of magnitude 6.1 shakes southern Peru|An earthquake of magnitude 6.1 struck off southern Peru near Arequipa on Thursday, the geophysical institute said. There were no reports of deaths.
c|4|Strong earthquake hits Peru, no casualties reported|A strong earthquake hit the coast of southern Peru on Thursday. The country's geophysical institute put its magnitude at 6.1 and its centre 40 km from Arequipa; civil defence reported no casualties.
d|6|Earthquake of magnitude 5.9 strikes eastern Turkey|An earthquake of magnitude 5.9 struck eastern Turkey near Malatya on Thursday, the disaster agency AFAD said. Several people were treated for injuries after jumping from balconies.
e|3|Central bank of Peru holds rate at 4.25 percent|Peru's central bank kept its benchmark interest rate at 4.25 percent on Thursday, citing uncertain demand for copper. Economists polled in Lima had expected a cut.
f|8|Minister Karin Dahl resigns over spending|Transport minister Karin Dahl resigned on Friday after an audit found that her office had paid 1.2 million crowns to a consultancy owned by her brother. The prime minister, Jonas Lind, accepted her resignation.
f|10|Dahl quits as transport minister after audit of consultancy deal|Karin Dahl quit as transport minister after auditors found payments to her brother's consultancy worth 1.2 million crowns. Prime minister Jonas Lind thanked her for her work.
f|14|Lind names Aasen to replace Dahl at transport|Prime minister Jonas Lind named Marit Aasen as transport minister hours after Karin Dahl resigned over payments to a consultancy that belongs to her brother.
g|12|Prime minister Jonas Lind to visit Tokyo|Prime minister Jonas Lind will visit Tokyo next week for talks on shipbuilding and fisheries, his office said on Friday. He will be joined by executives of three shipyards.
h|5|Vaxholm 3, Rosengard 1: Ekberg scores twice|Nils Ekberg scored twice as Vaxholm beat Rosengard 3-1 on Thursday to go top of the league. Coach Lena Borg praised the defence.
h|7|Ekberg double sends Vaxholm top|Two goals by Nils Ekberg gave Vaxholm a 3-1 win over Rosengard and first place in the league on Thursday night.
i|6|Rosengard fire coach after poor start|Rosengard have dismissed coach Tomas Alm after five defeats in seven league games, the club said on Friday. His assistant Ida Norén takes over.
j|1|Drug maker Helvia recalls blood pressure pills|Helvia is recalling 14 batches of its blood pressure pill Tensol after tests found traces of a solvent, the medicines agency said. Patients should not stop treatment without asking a doctor.
j|2|Medicines agency: batches of Tensol recalled|Fourteen batches of the blood pressure medicine Tensol are recalled because of traces of a solvent, the medicines agency announced. The maker, Helvia, said the risk to patients was low.
k|20|Helvia profit falls as costs rise|The drug maker Helvia reported a quarterly profit of 210 million crowns, down 18 percent, as energy costs rose. Its shares fell 4 percent in Norvik.
l|0|Flood closes bridge on river Tann|Flood water closed the old stone bridge over the river Tann at Mellby on Thursday, and 200 people were moved to a school. More rain is forecast.
l|6|Hundreds moved as river Tann floods Mellby|About 200 people were moved from their homes in Mellby after the river Tann burst its banks on Thursday and closed the stone bridge. Forecasters expect more rain.
m|30|Mellby bridge over the Tann reopens to cars|Cars may use the stone bridge at Mellby again after engineers found no damage from this week's flood, the road authority said on Friday.
n|2|Court frees journalist Samir Haddad on bail|A court in Port Azur released journalist Samir Haddad on bail of 50,000 dinars on Thursday. He is charged with spreading false news about the port's owner.
n|3|Journalist Haddad released on bail in Port Azur|Samir Haddad, a journalist charged with spreading false news, left prison in Port Azur on Thursday after a judge set bail at 50,000 dinars. Press groups call the case political.
o|4|Court in Port Azur jails two smugglers for nine years|A court in Port Azur jailed two men for nine years on Thursday for smuggling migrants on a fishing boat that sank with 31 people on board.
p|5|Wheat prices climb to two-year high on drought|Wheat futures rose 3.4 percent to their highest in two years on Thursday as drought spread in the western plains. Traders in Norvik expect export curbs.
p|8|Drought pushes wheat to highest price in two years|Wheat rose to a two-year high on Thursday, up 3.4 percent, because of the drought in the western plains, traders said.
q|9|Government weighs curbs on wheat exports|The government is weighing curbs on wheat exports to keep bread affordable, agriculture minister Runa Falk said on Friday. Millers asked for a decision by December.
r|7|Space agency delays launch of Aurora probe|The space agency delayed the launch of its Aurora probe to 3 December after a valve leaked during fuelling, it said on Thursday. The probe is to fly to Venus.
r|9|Leaking valve postpones Venus mission Aurora|A leaking valve has postponed the start of the Venus mission Aurora to December 3, according to the space agency. It was found while the rocket was fuelled.
";

/// The pairs that are grouped, those that should be, and those that are both.
fn measured(reports: &str) -> (usize, usize, usize, Vec<String>) {
    let start: Timestamp = "2026-11-19T06:00:00Z".parse().unwrap();
    let mut read = Vec::new();
    for line in reports.lines() {
        let parts: Vec<&str> = line.split('|').collect();
        let when = start + TimeDelta::hours(parts[1].parse().unwrap());
        read.push((parts[0], when, Traits::of(parts[2], parts[3]), parts[2]));
    }
    let compared: Vec<Compared<'_>> = read.iter().map(|it| Compared { traits: &it.2, when: it.1 }).collect();
    let groups = group(&compared);
    let (mut grouped, mut wanted, mut both, mut wrong) = (0, 0, 0, Vec::new());
    for a in 0..read.len() {
        for b in a + 1..read.len() {
            let is = groups.iter().any(|it| it.reports.contains(&a) && it.reports.contains(&b));
            let should = read[a].0 == read[b].0;
            grouped += usize::from(is);
            wanted += usize::from(should);
            both += usize::from(is && should);
            if is != should {
                wrong.push(format!("{}: {} / {}", if is { "not one" } else { "one" }, read[a].3, read[b].3));
            }
        }
    }
    (grouped, wanted, both, wrong)
}

#[test]
fn stories_are_told_apart() {
    let (grouped, wanted, both, wrong) = measured(REPORTS);
    assert_eq!(grouped, both, "two stories told as one: {wrong:#?}");
    assert!(both * 100 >= wanted * 70, "{both} of {wanted}: {wrong:#?}");
}

#[test]
fn wire_text_is_one_origin() {
    let wire = "Ferry crews in Norvik will return to work on Monday after the operator Bluewater agreed to raise pay by 6.5 \
        percent, the union said. The strike had cut off the Hallin islands for 12 days, and shops there were short of food. \
        Union leader Petra Voss called the deal fair and thanked passengers for their patience.";
    let own = "Bluewater ferries will sail to the Hallin islands again from Monday, ending a 12-day strike that left shops \
        short of food. The Seafarers' Union said its members had accepted a rise of 6.5 percent.";
    let when: Timestamp = "2026-11-19T06:00:00Z".parse().unwrap();
    let cut = format!("{} Local traffic news follows on page three.", &wire[..220]);
    let of = |headline: &str, body: &str| Traits::of(headline, body);
    let traits = [
        of("Ferry strike ends", wire),
        of("Crews go back to work", &cut),
        of("Hallin ferries to sail again", own),
        of("Chess club elects president", "The chess club of Mellby elected Ann Lee its president on Monday."),
    ];
    let compared: Vec<Compared<'_>> = traits.iter().map(|traits| Compared { traits, when }).collect();
    let groups = group(&compared);
    let found: Vec<_> = groups.iter().map(|it| (it.reports.clone(), it.origins())).collect();
    assert_eq!(found, [(vec![0, 1, 2], 2), (vec![3], 1)]);
}

#[test]
fn nothing_is_no_story() {
    let traits = [Traits::of("", ""), Traits::of("", ""), Traits::of("A", "b")];
    let when: Timestamp = "2026-11-19T06:00:00Z".parse().unwrap();
    let compared: Vec<Compared<'_>> = traits.iter().map(|traits| Compared { traits, when }).collect();
    assert_eq!(group(&compared).len(), 3);
    assert_eq!(group(&[]), []);
}
