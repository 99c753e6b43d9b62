import type { CardChanges, EncoderRows } from './imported-encoder.js';
import type { StateReader } from './state-reader.js';

/** A card before it is checked, and the matrices it needs, by name. */
interface FormContent {
  readonly card: Readonly<Record<string, unknown>>;
  readonly matrices: Readonly<Record<string, Float32Array>>;
  readonly rows: EncoderRows;
}

/** A model of another program, told by the names of its parameters. */
interface ModelForm {
  readonly model: string;
  /** A name that no other form has. */
  readonly sign: RegExp;
  /** Fields of the card that the parameters do not tell, as the program has them by default. */
  readonly assumed: CardChanges;
  /** Reads the parameters; matrices as wide as the model's own rows. */
  read(reader: StateReader): FormContent;
}

/** Names that the two halves of a layer have. */
const layer = (reader: StateReader, own: string, name: string, to: number, from: number): Record<string, Float32Array> => ({
  [own]: reader.take(`${name}.weight`, to, from),
  [`${own}.bias`]: reader.take(`${name}.bias`, to),
});
const norm = (reader: StateReader, own: string, name: string, width: number): Record<string, Float32Array> => ({
  [`${own}.gain`]: reader.take(`${name}.weight`, width),
  [`${own}.bias`]: reader.take(`${name}.bias`, width),
});

/** @see https://github.com/RUCAIBox/RecBole */
const RECBOLE_SASREC: ModelForm = {
  model: "RecBole's SASRec",
  sign: /^trm_encoder\.layer\.0\.multi_head_attention\.query\.weight$/,
  assumed: { heads: 2, activation: 'gelu', floor: 1e-12 },
  read: (reader) => {
    const [items, width] = reader.shapeOf('item_embedding.weight');
    const [length] = reader.shapeOf('position_embedding.weight');
    const blocks = reader.countOf('trm_encoder.layer.');
    const [inner] = reader.shapeOf('trm_encoder.layer.0.feed_forward.dense_1.weight');
    const values = reader.take('item_embedding.weight', items, width);
    const matrices: Record<string, Float32Array> = {
      places: reader.take('position_embedding.weight', length, width),
      ...norm(reader, 'start', 'LayerNorm', width),
    };
    for (let block = 0; block < blocks; block++) {
      const [own, attention, feed] = [
        `block${block}.`,
        ...['multi_head_attention', 'feed_forward'].map((part) => `trm_encoder.layer.${block}.${part}.`),
      ];
      for (const name of ['query', 'key', 'value']) Object.assign(matrices, layer(reader, own + name, attention + name, width, width));
      Object.assign(
        matrices,
        layer(reader, `${own}output`, `${attention}dense`, width, width),
        norm(reader, `${own}attend`, `${attention}LayerNorm`, width),
        layer(reader, `${own}widen`, `${feed}dense_1`, inner, width),
        layer(reader, `${own}narrow`, `${feed}dense_2`, width, inner),
        norm(reader, `${own}forward`, `${feed}LayerNorm`, width),
      );
    }
    const card = { kind: 'attention', width, blocks, inner, norms: 'after', places: 'oldest', padding: 'masked', length };
    return { card, matrices, rows: { first: 1, columns: width, values } };
  },
};

/** @see https://github.com/MobileTeleSystems/RecTools */
const RECTOOLS_SASREC: ModelForm = {
  model: "RecTools' SASRec",
  sign: /^transformer_layers\.transformer_blocks\.0\.q_layer_norm\.weight$/,
  assumed: { heads: 4, padding: 'attended', floor: 1e-5 },
  read: (reader) => {
    const embedding = 'item_model.item_net_blocks.0.ids_emb.weight';
    const places =
      reader.names.find((name) => /^pos_encoding(_layer)?\.pos_emb\.weight$/.test(name)) ?? 'pos_encoding_layer.pos_emb.weight';
    const [items, width] = reader.shapeOf(embedding);
    const [length] = reader.shapeOf(places);
    const blocks = reader.countOf('transformer_layers.transformer_blocks.');
    const [inner] = reader.shapeOf('transformer_layers.transformer_blocks.0.feed_forward.ff_linear_1.weight');
    const values = reader.take(embedding, items, width);
    const matrices: Record<string, Float32Array> = { places: reader.take(places, length, width) };
    for (let block = 0; block < blocks; block++) {
      const [own, from] = [`block${block}.`, `transformer_layers.transformer_blocks.${block}.`];
      const weight = reader.take(`${from}multi_head_attn.in_proj_weight`, 3 * width, width);
      const bias = reader.take(`${from}multi_head_attn.in_proj_bias`, 3 * width);
      for (const [part, name] of ['query', 'key', 'value'].entries()) {
        matrices[own + name] = weight.slice(part * width * width, (part + 1) * width * width);
        matrices[`${own}${name}.bias`] = bias.slice(part * width, (part + 1) * width);
      }
      Object.assign(
        matrices,
        layer(reader, `${own}output`, `${from}multi_head_attn.out_proj`, width, width),
        norm(reader, `${own}attend`, `${from}q_layer_norm`, width),
        norm(reader, `${own}forward`, `${from}ff_layer_norm`, width),
        layer(reader, `${own}widen`, `${from}feed_forward.ff_linear_1`, inner, width),
        layer(reader, `${own}narrow`, `${from}feed_forward.ff_linear_2`, width, inner),
      );
    }
    Object.assign(matrices, norm(reader, 'end', 'transformer_layers.last_layernorm', width));
    const card = { kind: 'attention', width, blocks, inner, norms: 'before', activation: 'relu', places: 'latest', length };
    return { card, matrices, rows: { first: 1, columns: width, values } };
  },
};

/** @see https://github.com/RUCAIBox/RecBole */
const RECBOLE_GRU4REC: ModelForm = {
  model: "RecBole's GRU4Rec",
  sign: /^gru_layers\.weight_ih_l0$/,
  assumed: { length: 50 },
  read: (reader) => {
    const [items, columns] = reader.shapeOf('item_embedding.weight');
    const [, width] = reader.shapeOf('gru_layers.weight_hh_l0');
    const gates = 3 * width;
    const values = reader.take('item_embedding.weight', items, columns);
    // RecBole's units have none.
    const biasOf = (name: string): Float32Array => (reader.has(name) ? reader.take(name, gates) : new Float32Array(gates));
    const matrices = {
      input: reader.take('gru_layers.weight_ih_l0', gates, columns),
      recur: reader.take('gru_layers.weight_hh_l0', gates, width),
      'input.bias': biasOf('gru_layers.bias_ih_l0'),
      'recur.bias': biasOf('gru_layers.bias_hh_l0'),
      ...layer(reader, 'output', 'dense', columns, width),
    };
    return { card: { kind: 'recurrent', width }, matrices, rows: { first: 1, columns, values } };
  },
};

/** Models of other programs that are recognised. */
export const MODEL_FORMS: readonly ModelForm[] = [RECBOLE_SASREC, RECTOOLS_SASREC, RECBOLE_GRU4REC];
