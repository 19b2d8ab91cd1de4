"""The long tables behind `codes.py`: (code, (English, Russian, Chinese), known spellings...).

Sectors and sub-sectors are OECD DAC sector and CRS purpose codes, shortened to a specialist's words;
precision codes 1 to 4 are the AidData/IATI classes.
"""

LAYER = (
    ("sites", ("Sites", "Объекты", "项目点")),
    ("routes", ("Transport routes", "Транспортные маршруты", "运输线路")),
    ("pipelines", ("Pipelines", "Трубопроводы", "油气管道")),
    ("powerlines", ("Power lines", "Линии электропередачи", "输电线路")),
)

# After CSIS Reconnecting Asia's kinds of infrastructure, with those it lacks.
KIND = (
    ("road", ("Road", "Автомобильная дорога", "公路"), "highway"),
    ("railway", ("Railway", "Железная дорога", "铁路"), "rail", "railroad"),
    ("corridor", ("Transport corridor", "Транспортный коридор", "运输走廊"), "intermodal corridor"),
    ("sea_route", ("Sea route", "Морская линия", "海运航线"), "sea link"),
    ("air_route", ("Air route", "Авиамаршрут", "航空航线"), "air"),
    ("seaport", ("Seaport", "Морской порт", "海港")),
    ("dry_port", ("Dry port or logistics centre", "Сухой порт или логистический центр", "陆港或物流中心"), "intermodal/dry port", "dry port"),
    ("airport", ("Airport", "Аэропорт", "机场")),
    ("border_crossing", ("Border crossing", "Пограничный переход", "边境口岸"), "border post"),
    ("storage", ("Warehouse", "Склад", "仓库")),
    ("gas_pipeline", ("Gas pipeline", "Газопровод", "天然气管道")),
    ("oil_pipeline", ("Oil pipeline", "Нефтепровод", "原油管道")),
    ("products_pipeline", ("Oil products pipeline", "Нефтепродуктопровод", "成品油管道")),
    ("transmission_line", ("Transmission line", "Линия электропередачи", "输电线路"), "power line", "powerline"),
    ("substation", ("Substation", "Подстанция", "变电站")),
    ("power_plant", ("Power plant", "Электростанция", "电站")),
    ("oil_gas_field", ("Oil or gas field", "Нефтяное или газовое месторождение", "油气田"), "oil/gas field"),
    ("refinery", ("Oil refinery", "Нефтеперерабатывающий завод", "炼油厂")),
    ("gas_plant", ("Gas processing plant", "Газоперерабатывающий завод", "天然气处理厂")),
    ("mine", ("Mine", "Рудник", "矿山")),
    ("factory", ("Factory", "Завод", "工厂")),
    ("industrial_zone", ("Industrial park or economic zone", "Индустриальный парк или экономическая зона", "工业园或经济区")),
    ("farm", ("Farm or agricultural centre", "Агрохозяйство или агроцентр", "农场或农业中心")),
    ("telecom", ("Telecom and digital systems", "Связь и цифровые системы", "电信与数字系统")),
    ("school", ("School, university or institute", "Школа, вуз или институт", "学校、大学或研究所"), "school/institute", "institute"),
    ("culture", ("Culture and heritage", "Культура и наследие", "文化与遗产设施")),
    ("hospital", ("Hospital or clinic", "Больница или клиника", "医院或诊所")),
    ("bank", ("Bank or financial institution", "Банк или финансовая организация", "银行或金融机构"), "bank/finance"),
    ("water_works", ("Water works", "Водохозяйственный объект", "水利或供排水设施")),
    ("environment", ("Environmental facility", "Природоохранный объект", "环保设施")),
    ("public_building", ("Public building or urban district", "Общественное здание или городской район", "公共建筑或城区")),
)

SECTOR = (
    ("110", ("Education", "Образование", "教育"), "Education"),
    ("120", ("Health", "Здравоохранение", "卫生"), "Health"),
    ("140", ("Water supply and sanitation", "Вода и санитария", "供水与环境卫生"), "Water supply and sanitation"),
    ("150", ("Government and civil society", "Государство и общество", "政府与公民社会"), "Government and civil society"),
    ("160", ("Other social infrastructure and services", "Прочая социальная сфера", "其他社会基础设施与服务"), "Other social infrastructure and services"),
    ("210", ("Transport and storage", "Транспорт и хранение", "交通运输与仓储"), "Transport and storage"),
    ("220", ("Communications", "Связь", "通信"), "Communications"),
    ("230", ("Energy", "Энергетика", "能源"), "Energy"),
    ("240", ("Banking and financial services", "Банки и финансы", "银行与金融服务"), "Banking and financial services"),
    ("250", ("Business and other services", "Деловые и прочие услуги", "商业及其他服务"), "Business and other services"),
    ("310", ("Agriculture, forestry, fishing", "Сельское, лесное и рыбное хозяйство", "农林渔业"), "Agriculture, forestry, fishing"),
    ("320", ("Industry, mining, construction", "Промышленность, добыча, строительство", "工业、采矿与建筑"), "Industry, mining, construction"),
    ("330", ("Trade policies and regulations", "Торговая политика", "贸易政策与法规"), "Trade policies and regulations"),
    ("410", ("General environmental protection", "Охрана окружающей среды", "环境保护"), "General environmental protection"),
    ("430", ("Other multisector", "Прочее многоотраслевое", "其他跨部门项目"), "Other multisector"),
    ("740", ("Disaster prevention and preparedness", "Готовность к бедствиям", "防灾与备灾"), "Disaster prevention and preparedness"),
    ("998", ("Unallocated", "Не распределено", "未归类"), "Unallocated"),
)

SUBSECTOR = (
    ("11320", ("Secondary education", "Среднее образование", "中等教育")),
    ("11330", ("Vocational training", "Профессиональное обучение", "职业培训")),
    ("11420", ("Higher education", "Высшее образование", "高等教育")),
    ("12191", ("Medical services", "Медицинские услуги", "医疗服务")),
    ("12230", ("Basic health infrastructure", "Базовая инфраструктура здравоохранения", "基本卫生设施")),
    ("14022", ("Sanitation, large systems", "Канализация и очистка стоков, крупные системы", "大型排水与污水处理系统")),
    ("14031", ("Basic drinking water supply", "Базовое питьевое водоснабжение", "基本饮用水供应")),
    ("14050", ("Waste management and disposal", "Обращение с отходами", "废弃物管理与处置")),
    ("15110", ("Public sector policy and administration", "Политика и управление в госсекторе", "公共部门政策与行政管理")),
    ("15152", ("Legislatures and political parties", "Законодательные органы и политические партии", "立法机构与政党")),
    ("16061", ("Culture and recreation", "Культура и отдых", "文化与休闲")),
    ("16065", ("Recreation and sport", "Отдых и спорт", "休闲与体育")),
    ("21010", ("Combined transport, transport policy", "Комбинированные перевозки, транспортная политика", "综合运输与运输政策")),
    ("21020", ("Road transport", "Автомобильный транспорт", "公路运输")),
    ("21030", ("Rail transport", "Железнодорожный транспорт", "铁路运输")),
    ("21040", ("Water transport", "Водный транспорт", "水路运输")),
    ("21050", ("Air transport", "Воздушный транспорт", "航空运输")),
    ("21061", ("Storage", "Складское хозяйство", "仓储")),
    ("22020", ("Telecommunications", "Телекоммуникации", "电信")),
    ("22040", ("Information and communication technology", "Информационно-коммуникационные технологии", "信息与通信技术")),
    ("23210", ("Renewable generation, several technologies", "Возобновляемая генерация, несколько технологий", "可再生能源发电（多种技术）")),
    ("23220", ("Hydropower", "Гидроэнергетика", "水力发电")),
    ("23230", ("Solar energy", "Солнечная энергетика", "太阳能发电")),
    ("23240", ("Wind energy", "Ветровая энергетика", "风力发电")),
    ("23320", ("Coal-fired power plants", "Угольные электростанции", "燃煤发电")),
    ("23340", ("Gas-fired power plants", "Газовые электростанции", "燃气发电")),
    ("23360", ("Waste-fired power plants", "Мусоросжигательные электростанции", "垃圾发电")),
    ("23510", ("Nuclear energy", "Атомная энергетика", "核能")),
    ("23630", ("Power transmission and distribution", "Передача и распределение электроэнергии", "输配电")),
    ("24010", ("Financial policy and administration", "Финансовая политика и управление", "金融政策与行政管理")),
    ("24030", ("Formal financial intermediaries", "Финансовые посредники", "正规金融中介")),
    ("25010", ("Business policy and support", "Поддержка предпринимательства", "商业政策与企业扶持")),
    ("31120", ("Agricultural development", "Развитие сельского хозяйства", "农业发展")),
    ("31130", ("Agricultural land resources", "Сельскохозяйственные земли", "农业土地资源")),
    ("31140", ("Agricultural water resources", "Водные ресурсы для сельского хозяйства", "农业水资源")),
    ("31162", ("Industrial and export crops", "Технические и экспортные культуры", "经济作物与出口作物")),
    ("31166", ("Agricultural extension", "Сельскохозяйственное консультирование", "农业技术推广")),
    ("31182", ("Agricultural research", "Сельскохозяйственные исследования", "农业科研")),
    ("32110", ("Other manufacturing, industrial policy", "Прочие производства, промышленная политика", "其他制造业与工业政策")),
    ("32120", ("Industrial development", "Промышленное развитие", "工业发展")),
    ("32161", ("Agro-industries", "Переработка сельхозпродукции", "农产品加工业")),
    ("32163", ("Textiles, leather and substitutes", "Текстиль, кожа и заменители", "纺织、皮革及代用品")),
    ("32164", ("Chemicals", "Химическая промышленность", "化工")),
    ("32165", ("Fertiliser plants", "Производство удобрений", "化肥厂")),
    ("32166", ("Cement, lime, plaster", "Цемент, известь, гипс", "水泥、石灰、石膏")),
    ("32167", ("Oil refining and gas liquefaction", "Нефтепереработка и сжижение газа", "炼油与天然气液化")),
    ("32169", ("Iron, steel and metal products", "Чёрная металлургия и металлоизделия", "钢铁与金属制品")),
    ("32170", ("Non-ferrous metal industries", "Цветная металлургия", "有色金属工业")),
    ("32171", ("Engineering", "Машиностроение", "机械与电气设备制造")),
    ("32172", ("Transport equipment industry", "Транспортное машиностроение", "运输设备制造")),
    ("32262", ("Oil and gas: fields and pipelines", "Нефть и газ: добыча и трубопроводы", "油气开采与管道")),
    ("32264", ("Non-ferrous metal mining", "Добыча руд цветных металлов", "有色金属采矿")),
    ("32265", ("Precious metals and stones", "Драгоценные металлы и камни", "贵金属与宝石")),
    ("33120", ("Trade facilitation", "Упрощение процедур торговли", "贸易便利化")),
    ("43010", ("Multisector", "Многоотраслевые проекты", "跨部门项目")),
    ("43030", ("Urban development and management", "Городское развитие и управление", "城市发展与管理")),
    ("43060", ("Disaster risk reduction", "Снижение риска бедствий", "减轻灾害风险")),
)

# With the words of AidData, GEM and IATI that mean the same.
STATUS = (
    ("proposed", ("Proposed", "Предложено", "拟议中"), "Pipeline: Pledge"),
    ("agreed", ("Agreed", "Согласовано", "已签约"), "Pipeline: Commitment"),
    ("under_construction", ("Under construction", "Строится", "在建"), "under construction", "Implementation", "construction"),
    ("operational", ("Operational", "Действует", "已投用"), "operating", "Completion", "completed"),
    ("suspended", ("Suspended", "Приостановлено", "已暂停"), "shelved", "idle", "mothballed"),
    ("cancelled", ("Cancelled", "Отменено", "已取消"), "canceled"),
)

PRECISION = (
    ("exact", ("Exact", "Точная", "精确")),
    ("near", ("Near (within 25 km)", "До 25 км", "邻近（25 公里以内）")),
    ("district", ("District", "До района", "区县级")),
    ("region", ("Region", "До области", "州省级")),
)

# From the best to the roughest; what each means in kilometres is in docs/methods.md.
ACCURACY = (
    ("surveyed", ("Surveyed", "По съёмке", "实测")),
    ("traced", ("Traced from maps", "Прослежено по картам", "据地图描绘")),
    ("sketched", ("Sketched between places", "Набросано между пунктами", "按地点连线")),
    ("endpoints", ("End points only", "Только концы", "仅端点")),
)

CONFIDENCE = (
    ("high", ("High", "Высокая", "高")),
    ("medium", ("Medium", "Средняя", "中")),
    ("low", ("Low", "Низкая", "低")),
)

COMMODITY = (
    ("natural_gas", ("Natural gas", "Природный газ", "天然气"), "natural gas"),
    ("crude_oil", ("Crude oil", "Сырая нефть", "原油"), "crude oil"),
    ("oil_products", ("Oil products", "Нефтепродукты", "成品油"), "oil products"),
    ("electricity", ("Electricity", "Электроэнергия", "电力"), "electricity"),
)

UNIT = (
    ("MW", ("MW", "МВт", "兆瓦")),
    ("GW_per_year", ("GW/year", "ГВт/год", "吉瓦/年")),
    ("kV", ("kV", "кВ", "千伏")),
    ("bcm_per_year", ("bcm/year", "млрд м³/год", "十亿立方米/年")),
    ("Mt_per_year", ("Mt/year", "млн т/год", "百万吨/年")),
    ("t_per_year", ("t/year", "т/год", "吨/年")),
    ("t_per_day", ("t/day", "т/сутки", "吨/日")),
    ("m3_per_day", ("m³/day", "м³/сутки", "立方米/日")),
    ("m2_per_year", ("m²/year", "м²/год", "平方米/年")),
    ("TEU_per_year", ("TEU/year", "TEU/год", "标准箱/年")),
    ("containers_per_year", ("containers/year", "контейнеров/год", "集装箱/年")),
    ("trains_per_year", ("train trips/year", "рейсов поездов/год", "列/年")),
    ("train_pairs_per_day", ("pairs of trains/day", "пар поездов/сутки", "对列车/日")),
    ("vehicles_per_day", ("vehicles/day", "автомобилей/сутки", "辆/日")),
    ("vehicles_per_year", ("vehicles/year", "автомобилей/год", "辆/年")),
    ("pieces_per_year", ("pieces/year", "штук/год", "件/年")),
    ("ha", ("ha", "га", "公顷")),
    ("m2", ("m²", "м²", "平方米")),
    ("km", ("km", "км", "公里")),
    ("beds", ("beds", "коек", "张床位")),
    ("cameras", ("cameras", "камер", "个摄像头")),
    ("base_stations", ("base stations", "базовых станций", "个基站")),
    ("companies", ("companies", "компаний", "家企业")),
    ("students", ("students", "студентов", "名学生")),
    ("people", ("people", "человек", "人")),
    ("spindles", ("spindles", "веретён", "枚纱锭")),
    ("count", ("units", "единиц", "个")),
)

COLLECTION = (
    ("kz_11_routes", ("The 11 international routes through Kazakhstan", "11 международных маршрутов через Казахстан",
                      "哈萨克斯坦境内11条国际运输路线")),
    ("flagships", ("Flagships outside Central Asia", "Флагманские объекты вне Центральной Азии", "中亚以外的旗舰项目")),
    ("context", ("Context: no Chinese part established", "Контекст: китайское участие не установлено",
                 "背景项目：未查明中方参与")),
)

# ISO 3166-1 alpha-3 -> alpha-2, the region first; names come from CLDR (babel).
COUNTRIES = {
    "KAZ": "KZ", "KGZ": "KG", "TJK": "TJ", "TKM": "TM", "UZB": "UZ", "ABW": "AW", "AFG": "AF", "AGO": "AO",
    "AIA": "AI", "ALA": "AX", "ALB": "AL", "AND": "AD", "ARE": "AE", "ARG": "AR", "ARM": "AM", "ASM": "AS",
    "ATA": "AQ", "ATF": "TF", "ATG": "AG", "AUS": "AU", "AUT": "AT", "AZE": "AZ", "BDI": "BI", "BEL": "BE",
    "BEN": "BJ", "BES": "BQ", "BFA": "BF", "BGD": "BD", "BGR": "BG", "BHR": "BH", "BHS": "BS", "BIH": "BA",
    "BLM": "BL", "BLR": "BY", "BLZ": "BZ", "BMU": "BM", "BOL": "BO", "BRA": "BR", "BRB": "BB", "BRN": "BN",
    "BTN": "BT", "BVT": "BV", "BWA": "BW", "CAF": "CF", "CAN": "CA", "CCK": "CC", "CHE": "CH", "CHL": "CL",
    "CHN": "CN", "CIV": "CI", "CMR": "CM", "COD": "CD", "COG": "CG", "COK": "CK", "COL": "CO", "COM": "KM",
    "CPV": "CV", "CRI": "CR", "CUB": "CU", "CUW": "CW", "CXR": "CX", "CYM": "KY", "CYP": "CY", "CZE": "CZ",
    "DEU": "DE", "DJI": "DJ", "DMA": "DM", "DNK": "DK", "DOM": "DO", "DZA": "DZ", "ECU": "EC", "EGY": "EG",
    "ERI": "ER", "ESH": "EH", "ESP": "ES", "EST": "EE", "ETH": "ET", "FIN": "FI", "FJI": "FJ", "FLK": "FK",
    "FRA": "FR", "FRO": "FO", "FSM": "FM", "GAB": "GA", "GBR": "GB", "GEO": "GE", "GGY": "GG", "GHA": "GH",
    "GIB": "GI", "GIN": "GN", "GLP": "GP", "GMB": "GM", "GNB": "GW", "GNQ": "GQ", "GRC": "GR", "GRD": "GD",
    "GRL": "GL", "GTM": "GT", "GUF": "GF", "GUM": "GU", "GUY": "GY", "HKG": "HK", "HMD": "HM", "HND": "HN",
    "HRV": "HR", "HTI": "HT", "HUN": "HU", "IDN": "ID", "IMN": "IM", "IND": "IN", "IOT": "IO", "IRL": "IE",
    "IRN": "IR", "IRQ": "IQ", "ISL": "IS", "ISR": "IL", "ITA": "IT", "JAM": "JM", "JEY": "JE", "JOR": "JO",
    "JPN": "JP", "KEN": "KE", "KHM": "KH", "KIR": "KI", "KNA": "KN", "KOR": "KR", "KWT": "KW", "LAO": "LA",
    "LBN": "LB", "LBR": "LR", "LBY": "LY", "LCA": "LC", "LIE": "LI", "LKA": "LK", "LSO": "LS", "LTU": "LT",
    "LUX": "LU", "LVA": "LV", "MAC": "MO", "MAF": "MF", "MAR": "MA", "MCO": "MC", "MDA": "MD", "MDG": "MG",
    "MDV": "MV", "MEX": "MX", "MHL": "MH", "MKD": "MK", "MLI": "ML", "MLT": "MT", "MMR": "MM", "MNE": "ME",
    "MNG": "MN", "MNP": "MP", "MOZ": "MZ", "MRT": "MR", "MSR": "MS", "MTQ": "MQ", "MUS": "MU", "MWI": "MW",
    "MYS": "MY", "MYT": "YT", "NAM": "NA", "NCL": "NC", "NER": "NE", "NFK": "NF", "NGA": "NG", "NIC": "NI",
    "NIU": "NU", "NLD": "NL", "NOR": "NO", "NPL": "NP", "NRU": "NR", "NZL": "NZ", "OMN": "OM", "PAK": "PK",
    "PAN": "PA", "PCN": "PN", "PER": "PE", "PHL": "PH", "PLW": "PW", "PNG": "PG", "POL": "PL", "PRI": "PR",
    "PRK": "KP", "PRT": "PT", "PRY": "PY", "PSE": "PS", "PYF": "PF", "QAT": "QA", "REU": "RE", "ROU": "RO",
    "RUS": "RU", "RWA": "RW", "SAU": "SA", "SDN": "SD", "SEN": "SN", "SGP": "SG", "SGS": "GS", "SHN": "SH",
    "SJM": "SJ", "SLB": "SB", "SLE": "SL", "SLV": "SV", "SMR": "SM", "SOM": "SO", "SPM": "PM", "SRB": "RS",
    "SSD": "SS", "STP": "ST", "SUR": "SR", "SVK": "SK", "SVN": "SI", "SWE": "SE", "SWZ": "SZ", "SXM": "SX",
    "SYC": "SC", "SYR": "SY", "TCA": "TC", "TCD": "TD", "TGO": "TG", "THA": "TH", "TKL": "TK", "TLS": "TL",
    "TON": "TO", "TTO": "TT", "TUN": "TN", "TUR": "TR", "TUV": "TV", "TWN": "TW", "TZA": "TZ", "UGA": "UG",
    "UKR": "UA", "UMI": "UM", "URY": "UY", "USA": "US", "VAT": "VA", "VCT": "VC", "VEN": "VE", "VGB": "VG",
    "VIR": "VI", "VNM": "VN", "VUT": "VU", "WLF": "WF", "WSM": "WS", "YEM": "YE", "ZAF": "ZA", "ZMB": "ZM",
    "ZWE": "ZW",
}

# Where the short name in common use differs from CLDR's.
COUNTRY_NAMES = {"en": {"TUR": "Turkey"}, "ru": {"KGZ": "Кыргызстан"}}
