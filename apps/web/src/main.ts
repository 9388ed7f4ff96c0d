import { mount } from "svelte";
import "./page.css";
import Page from "./Page.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("Internal error: the page has no place for its content");
mount(Page, { target });
