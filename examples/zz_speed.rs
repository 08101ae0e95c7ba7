use mieux_disant::{app::*, dossier::*, engine::*, i18n::Lang, present, saved};
use std::rc::Rc;
use std::time::Instant;
fn time<T>(what: &str, mut f: impl FnMut() -> T) {
    let s = Instant::now();
    let mut n = 0;
    while n < 3 || s.elapsed().as_millis() < 100 {
        std::hint::black_box(f());
        n += 1;
    }
    println!("{what}: {:.3} ms", s.elapsed().as_secs_f64() * 1e3 / n as f64);
}
fn main() {
    for (offers, leaves) in [(12usize, 20usize), (10_000, 12)] {
        let mut s = 42u64;
        let mut r = |end: u64| {
            s = s.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (s >> 33) % end
        };
        let crit: Vec<String> = (0..leaves)
            .map(|l| {
                format!(
                    r#"{{"id":"c{l}","name":"Critère {l}","weight":"{}","family":"note","out_of":"100"}}"#,
                    1 + l % 9
                )
            })
            .collect();
        let offs: Vec<String> = (0..offers)
            .map(|o| {
                let f: Vec<String> = (0..leaves)
                    .map(|l| {
                        let v = r(10_001);
                        format!(r#""c{l}":{{"value":"{}.{:02}"}}"#, v / 100, v % 100)
                    })
                    .collect();
                format!(r#"{{"id":"o{o}","name":"Offre {o}","facts":{{{}}}}}"#, f.join(","))
            })
            .collect();
        let text = format!(
            r#"{{"format":"mieux-disant","version":1,"title":"t","money":{{"currency":"EUR","tax":"included"}},"note_scale":"100","criteria":[{}],"offers":[{}]}}"#,
            crit.join(","),
            offs.join(",")
        );
        let d = Rc::new(saved::file::read(&text).unwrap());
        println!("{offers} x {leaves}");
        time("read", || saved::file::read(&text).unwrap());
        let state = State::new(Lang::Fr, Start::default());
        let (state, _) = update(state, Msg::DossierGiven(d.clone()));
        let a = state.assessment.clone();
        time("assessment", || Assessment::of(d.clone()));
        time("reweigh", || a.reweigh(d.clone()));
        let e = Edit::Weight { criterion: Id::new("c1"), value: Decimal::integer(33), locks: None };
        time("edit", || edit(&d, &e).unwrap());
        time("check", || d.to_draft().check().unwrap());
        let mut w = 0;
        let mut st = Some(state.clone());
        time("update Weigh", || {
            w = (w + 7) % 40;
            let (n, _) = update(st.take().unwrap(), Msg::Weigh(Id::new("c1"), Decimal::integer(w + 1)));
            st = Some(n);
        });
        time("prove", || a.evaluation().prove());
        time("influences", || a.evaluation().influences());
        time("present ranking", || present::ranking(&state));
        time("present remarks", || present::remarks(&state));
        time("present weights", || present::weights(&state));
        time("present pair", || present::pair(&state));
        time("present header", || present::header(&state));
    }
}
