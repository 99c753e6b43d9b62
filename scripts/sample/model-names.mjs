/** Names for models: small places, winds and birds, none of them a trade name that we know of. */
export const MODEL_NAMES = (
  'Halden Skarn Tarn Rondane Hovden Lysa Femund Glitter Bessa Storvik Vindel Sarek Kebne Abisko Nallo Tarfala Padje ' +
  'Rapa Ahka Lule Torne Muonio Inari Koli Oulanka Saimaa Pielis Hossa Luosto Ylläs Kaldo Eidfjell Jotne Surna Driva ' +
  'Ljosland Setra Hemsa Vang Otta Etne Suldal Rosten Fedje Utsira Froya Runde Silda Kinn Alden Bremanger Ambla Sunda ' +
  'Gersau Klewen Urner Rigi Muota Pragel Glarn Surselva Greina Lukma Piora Ritom Cristal Nalps Maighels Oberalp Furka ' +
  'Grims Sustli Trift Gauli Susten Engstli Melchi Tannen Jochli Enzian Arve Lärche Föhn Bise Mistral Tramont Levante ' +
  'Bora Ostro Garbin Maestro Grecale Dunlin Plover Godwit Whimbrel Curlew Siskin Linnet Wheatear Dipper Wagtail Merlin ' +
  'Harrier Osprey Kittiwake Fulmar Gannet Shearwater Guillemot Eider Smew Garganey Wigeon Pochard Teal Bracken Sorrel ' +
  'Yarrow Tansy Bilberry Cloudberry Rowan Alder Hazel Hawthorn Juniper Sedge Heather Moorland Hollow Gritstone Slate ' +
  'Beck Ghyll Aira Thwaite Fell Rigg Carrock Helm Ulls Loweswater Ennerdale Wasdale Eskdale Duddon'
).split(' ');
