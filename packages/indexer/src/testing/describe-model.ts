import { BARE_PROFILE, type CardText, type DescribeModel } from "../ports/describe-model.js";

/** Describes a model by what it says of itself, without cleaning anything. */
export const describeModel: DescribeModel = (record, card, base) => {
  const text: CardText = {
    title: record.id.replace(/[-_/]/g, " "),
    task: record.task ?? "",
    tags: record.tags.join(" "),
    summary: card?.summary ?? "",
    lead: card?.summary ?? "",
    body: card?.text ?? base?.text ?? "",
  };
  return { text, embeddingText: Object.values({ ...text }).join("\n"), profile: BARE_PROFILE };
};
