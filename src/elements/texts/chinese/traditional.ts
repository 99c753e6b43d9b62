/** Words that differ where traditional characters are written. */
const WORDS: readonly (readonly [simplified: string, traditional: string])[] = [
  ['内存', '記憶體'],
  ['保存', '儲存'],
  ['文件', '檔案'],
  ['设备', '裝置'],
  ['列表', '清單'],
  ['浏览器', '瀏覽器'],
  ['缓存', '快取'],
  ['程序', '程式'],
  ['服务器', '伺服器'],
  ['图片', '圖片'],
  ['信息', '資訊'],
  ['标签页', '分頁'],
  ['页面', '頁面'],
  ['字符', '字元'],
  ['比特', '位元'],
  ['隐私', '隱私'],
  ['条目', '項目'],
  ['心愿单', '願望清單'],
  ['结算', '結帳'],
  ['反馈', '意見'],
];
const SIMPLIFIED =
  '对选择内关闭页后设备浏览会发给与记暂现录继续没条为删确吗试读无显点击将愿单购车开结买评价馈兴从据顾欢过个们传储减别务动响图带应当拥损数断时来标测码称签类组缓获计认该说请谁负责败贵载这迟递长间隐项顺颜启头属摄绝维许较达还齐访问礼独两随离坏';
const TRADITIONAL =
  '對選擇內關閉頁後設備瀏覽會發給與記暫現錄繼續沒條為刪確嗎試讀無顯點擊將願單購車開結買評價饋興從據顧歡過個們傳儲減別務動響圖帶應當擁損數斷時來標測碼稱籤類組緩獲計認該說請誰負責敗貴載這遲遞長間隱項順顏啟頭屬攝絕維許較達還齊訪問禮獨兩隨離壞';

/**
 * Writes the Chinese texts of the elements in traditional characters.
 *
 * @param texts in simplified ones; the words are those of the elements, no others
 */
export function traditional<Name extends string>(texts: Readonly<Record<Name, string>>): Readonly<Record<Name, string>> {
  const convert = (text: string): string => {
    const worded = WORDS.reduce((so, [from, to]) => so.replaceAll(from, to), text);
    return [...worded].map((sign) => TRADITIONAL[SIMPLIFIED.indexOf(sign)] ?? sign).join('');
  };
  return Object.fromEntries(Object.entries<string>(texts).map(([name, text]) => [name, convert(text)])) as Record<Name, string>;
}
