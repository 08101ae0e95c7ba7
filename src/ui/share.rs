//! The share panel.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::page::heading;
use super::passphrase::Passphrase;
use crate::app::{Msg, Secret, ShareMsg, State};
use crate::i18n::{Lang, phrase};
use crate::present::{self, Gauge, LockView, ShareView};
use crate::ui::maybe;

#[inline(never)]
pub(super) fn share(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(view) = present::share(state) else { return Html::default() };
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                send.emit(Msg::CloseShare);
            }
        })
    };
    html! {
        <section class="panel share" aria-labelledby="share-title" {onkeydown}>
            <div class="share-head controls">
                { heading(level, "share-title", phrase("Partager ce comparatif", "Share this comparison").get(lang)) }
                <button type="button" id="share-close" class="quiet" onclick={send.reform(|_| Msg::CloseShare)}>
                    { phrase("Fermer", "Close").get(lang) }
                </button>
            </div>
            <p class="controls">{ phrase(
                "Le lien porte lui-même son contenu\u{a0}: il n'est envoyé à aucun serveur.",
                "The link carries what it holds: it is sent to no server.",
            ).get(lang) }</p>
            <div class="share-columns controls">
                <div class="share-choices">
                    { choices(lang, &view, send) }
                    { comments(lang, &view, send) }
                </div>
                { contents(lang, &view) }
            </div>
            <p class="alert controls" id="share-warning" hidden={view.warning.is_empty()}>{ view.warning.clone() }</p>
            { envelope(lang, &view, send) }
            <div class="share-columns link-columns">
                <div class="share-link">
                    <div class="link-place">{ maybe(&view.link, |link| html! {
                        <>
                            <textarea
                                id="share-link" class="link controls" readonly=true rows="4" value={link.clone()}
                                aria-label={phrase("Lien du comparatif", "Link of the comparison").get(lang)}
                                onfocus={|event: FocusEvent| event.target_unchecked_into::<HtmlTextAreaElement>().select()}
                            />
                            <p class="link print-only">{ link.clone() }</p>
                        </>
                    }) }</div>
                    { gauge(lang, &view) }
                    { buttons(lang, &view, send) }
                </div>
                <div class="qr-place">
                    if let Some(link) = &view.link {
                        <Qr link={link.clone()} {lang} />
                    }
                    <p class="hint controls" id="no-qr" hidden={view.no_qr.is_empty()}>{ view.no_qr.clone() }</p>
                </div>
            </div>
        </section>
    }
}

fn choices(lang: Lang, view: &ShareView, send: &Callback<Msg>) -> Html {
    let choices = view.choices.iter().map(|each| {
        let choice = each.choice;
        let id = format!("share-{}", choice.tag());
        html! {
            <li key={choice.tag()}>
                <input
                    type="radio" name="share-choice" id={id.clone()} checked={each.is_chosen}
                    aria-describedby={format!("{id}-about")}
                    onchange={send.reform(move |_| ShareMsg::Choose(choice).into())}
                />
                <span>
                    <label for={id.clone()}>{ each.name }</label>
                    if each.is_advised {
                        <span class="advised">{ phrase("conseillé ici", "advised here").get(lang) }</span>
                    }
                    <span class="hint" id={format!("{id}-about")}>{ each.about }</span>
                </span>
            </li>
        }
    });
    html! {
        <fieldset class="share-what">
            <legend>{ phrase("Ce qui part", "What leaves").get(lang) }</legend>
            <ul>{ for choices }</ul>
        </fieldset>
    }
}

fn comments(lang: Lang, view: &ShareView, send: &Callback<Msg>) -> Html {
    let Some(with_comments) = view.with_comments else { return Html::default() };
    let onchange = send.reform(|event: Event| {
        ShareMsg::WithComments(event.target_unchecked_into::<HtmlInputElement>().checked()).into()
    });
    html! {
        <label class="sharing">
            <input type="checkbox" id="share-comments" checked={with_comments} {onchange} />
            { phrase("Avec les commentaires (justifications, sources, remarques)", "With comments (justifications, sources, remarks)").get(lang) }
        </label>
    }
}

fn contents(lang: Lang, view: &ShareView) -> Html {
    let rows = view.contents.iter().map(|content| {
        let (class, word) = if content.is_held {
            ("held", phrase("contient", "holds").get(lang))
        } else {
            ("not-held", phrase("ne contient pas", "does not hold").get(lang))
        };
        html! {
            <tr key={content.name} {class}>
                <th scope="row">{ content.name }</th>
                <td>
                    { word }
                    if !content.detail.is_empty() { <span class="detail">{ " (" }{ content.detail.clone() }{ ")" }</span> }
                </td>
            </tr>
        }
    });
    html! {
        <table class="plain-table share-contents">
            <caption>{ phrase("Ce que contient le lien, ou le fichier", "What the link, or the file, holds").get(lang) }</caption>
            <thead class="visually-hidden"><tr>
                <th scope="col">{ phrase("Partie", "Part").get(lang) }</th>
                <th scope="col">{ phrase("Présence", "Presence").get(lang) }</th>
            </tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

/// Where the passphrase is given, until the link is there.
fn envelope(lang: Lang, view: &ShareView, send: &Callback<Msg>) -> Html {
    let Some(LockView { is_closed, is_busy, proposed, bits, hint, problem }) = view.lock.clone() else {
        return Html::default();
    };
    if is_closed {
        return html! {
            <p class="done controls" id="share-locked">{ phrase(
                "Lien chiffré. La phrase est effacée de cette page.",
                "Link encrypted. The passphrase is gone from this page.",
            ).get(lang) }</p>
        };
    }
    let submit = send.reform(|secret: Secret| ShareMsg::Lock(secret).into());
    html! {
        <div class="envelope controls">
            <Passphrase
                id="share-phrase" {lang} described_by="share-hint share-bits share-problem" is_new=true {proposed}
                is_wrong={!problem.is_empty()} {is_busy} {submit}
                action={phrase("Chiffrer", "Encrypt").get(lang)} working={phrase("Chiffrement…", "Encrypting…").get(lang)}
            />
            <p class="field-error" id="share-problem">{ problem }</p>
            <p class="hint" id="share-hint">{ hint }</p>
            <p>
                <button type="button" id="share-propose" onclick={send.reform(|_| ShareMsg::Propose.into())}>
                    { phrase("Proposer une phrase", "Propose a passphrase").get(lang) }
                </button>
                { " " }<span id="share-bits">{ bits }</span>
            </p>
        </div>
    }
}

fn gauge(lang: Lang, view: &ShareView) -> Html {
    let class = match view.gauge {
        Gauge::Short => "gauge short",
        Gauge::Long => "gauge long",
        Gauge::TooLong => "gauge too-long",
    };
    let [short, long] = present::BOUNDS;
    html! {
        <>
            <meter
                class="length controls" min="0" low={short.to_string()} high={long.to_string()} optimum="0" max="3000"
                value={view.characters.unwrap_or(usize::MAX).min(3000).to_string()}
                aria-label={phrase("Longueur du lien", "Length of the link").get(lang)} hidden={view.characters.is_none()}
            />
            <p class={classes!(class, "controls")}>{ view.length.clone() }</p>
        </>
    }
}

fn buttons(lang: Lang, view: &ShareView, send: &Callback<Msg>) -> Html {
    let prefers_file = view.gauge == Gauge::TooLong;
    let copy = html! {
        <button key="copy" type="button" id="copy-link" class={(!prefers_file).then_some("primary")} hidden={view.link.is_none()}
            onclick={send.reform(|_| Msg::CopyLink)}>{ phrase("Copier le lien", "Copy the link").get(lang) }</button>
    };
    let save = html! {
        <button key="save" type="button" id="share-save" class={prefers_file.then_some("primary")} hidden={!view.has_file}
            onclick={send.reform(|_| ShareMsg::Save.into())}>
            { match view.lock {
                Some(_) => phrase("Enregistrer un fichier chiffré", "Save an encrypted file"),
                None => phrase("Enregistrer dans un fichier", "Save in a file"),
            }.get(lang) }
        </button>
    };
    let page = html! {
        <button key="page" type="button" id="share-page" hidden={!view.has_file}
            onclick={send.reform(|_| ShareMsg::SavePage.into())}>
            { phrase("Télécharger ce comparatif en une page", "Download this comparison as one page").get(lang) }
        </button>
    };
    let (first, second) = if prefers_file { (save, copy) } else { (copy, save) };
    html! {
        <p class="buttons controls">
            { first }
            { second }
            { page }
            <span class="done" id="copied">{ match view.copied {
                Some(true) => phrase("Lien copié.", "Link copied.").get(lang),
                Some(false) => phrase("Le lien est sélectionné\u{a0}: copiez-le avec Ctrl+C.", "The link is selected: copy it with Ctrl+C.").get(lang),
                None => "",
            } }</span>
        </p>
    }
}

#[derive(Properties, PartialEq)]
struct QrProps {
    link: AttrValue,
    lang: Lang,
}

/// The picture of a link: drawn again only for another one. Black on white
/// whatever the colours around: telephones want it so.
#[component]
fn Qr(props: &QrProps) -> Html {
    let Some(qr) = present::qr(&props.link) else { return Html::default() };
    let size = qr.size.to_string();
    let label = phrase("QR code du lien", "QR code of the link").get(props.lang);
    html! {
        <svg class="qr" role="img" aria-label={label} viewBox={format!("0 0 {size} {size}")} shape-rendering="crispEdges">
            <rect width={size.clone()} height={size} fill="#fff" />
            <path d={qr.path} fill="#000" />
        </svg>
    }
}
