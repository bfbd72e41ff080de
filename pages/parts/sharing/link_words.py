"""The words of short links, by their place in these lists: pages, names of parameters, and values that come often.

A link holds places, not words. So nothing here is ever taken out, changed or moved: new words go to the end of a list,
and every link that was handed out goes on meaning what it meant. A word that stands in no list can be linked to all the
same (`short_link` spells it). Should the lists ever have to change, they get a version of their own beside this one.
"""

from __future__ import annotations

_PAGES = "map board gradient compare area trend similar signals programmes footprints misfit tier sources deck data"

_NAMES = """
indicator system place own level area period sex age category date colours outlines inside density sort order compare
until lens ages maps view against peers beside limits minutes show second footprint markers where method k by out refill
start strict card way aset a bset b also source find palette sure unmoved
"""

_WORDS = """
england none all covid_dose1 mmr2_5y sys-nw-icb pl-gyw lsoa msoa ward district upper_tier place neighbourhood system
against level funnel heat box scatter ranked peers fifth chance deprivation descending floor balcony usual lines now
then hide show own national same age period value name least country different outcomes quality finance compare next
learn county alike mahalanobis lad22 wd25 msoa11 lsoa11 ctyua23 measure measures sources footprints changes words
male female fingertips asthma_admissions_u19 flu65 stroke_admissions_rate stroke_admissions_count
stroke_unit_minutes imd2019_decile imd2019_rank population_mid2015 population_age income_per_taxpayer
oac2011_supergroup mental_health_referrals falls_admissions checks_on_time appointments_unused asthma_admissions
asthma_by_month covid_dose2 cover_mmr2_5y cover_mmr1_5y cover_mmr1_24m cover_dtap_ipv_hib_12m cover_dtap_ipv_hib_24m
cover_dtap_ipv_hib_5y cover_dtap_ipv_5y cover_menb_12m cover_menb_24m cover_menc_12m cover_pcv1_12m cover_pcv2_12m
cover_pcv_booster_24m cover_rota_12m cover_hib_menc_24m cover_hib_menc_5y fingertips_93356 fingertips_90280
fingertips_90638 imd2019_score income2019_decile employment2019_decile education2019_decile health2019_decile
crime2019_decile housing2019_decile environment2019_decile imd2025_decile imd2025_rank imd2025_score
income2025_decile employment2025_decile education2025_decile health2025_decile crime2025_decile housing2025_decile
environment2025_decile population_mid2020 census_age_share census_ethnic_group qof_asthma qof_atrial_fibrillation
qof_cancer qof_coronary_heart_disease qof_chronic_kidney_disease qof_copd qof_dementia qof_depression qof_diabetes
qof_epilepsy qof_heart_failure qof_hypertension qof_learning_disability qof_severe_mental_illness
qof_non_diabetic_hyperglycaemia qof_obesity qof_osteoporosis qof_peripheral_arterial_disease qof_palliative_care
qof_rheumatoid_arthritis qof_stroke health_index_activities_in_life_are_worthwhile health_index_air_pollution
health_index_alcohol_misuse health_index_avoidable_mortality health_index_cancer
health_index_cancer_screening_attendance health_index_cardiovascular_conditions health_index_child_poverty
health_index_child_vaccination_coverage health_index_children_s_social_emotional_and_mental_health
health_index_dementia health_index_diabetes health_index_disability health_index_distance_to_gp_services
health_index_distance_to_pharmacies health_index_distance_to_sports_or_leisure_facilities health_index_drug_misuse
health_index_early_years_development health_index_feelings_of_anxiety health_index_frailty health_index_happiness
health_index_healthy_eating health_index_high_blood_pressure health_index_household_overcrowding
health_index_infant_mortality health_index_internet_access health_index_job_related_training
health_index_kidney_and_liver_disease health_index_life_expectancy health_index_life_satisfaction
health_index_low_birth_weight health_index_low_level_crime health_index_mental_health_conditions
health_index_mortality_from_all_causes health_index_musculoskeletal_conditions health_index_noise_complaints
health_index_overweight_and_obesity_in_adults health_index_overweight_and_obesity_in_children
health_index_patients_offered_acceptable_gp_practice_appointments health_index_personal_crime
health_index_physical_activity health_index_private_outdoor_space health_index_pupil_absences
health_index_pupil_attainment health_index_respiratory_conditions health_index_road_safety
health_index_rough_sleeping health_index_sedentary_behaviour health_index_self_harm
health_index_sexually_transmitted_infections health_index_smoking health_index_suicides
health_index_teenage_pregnancy health_index_unemployment health_index_workplace_safety
health_index_young_people_in_education_employment_and_apprenticeships population_systems health_index_overall
health_index_healthy_people health_index_healthy_lives health_index_healthy_places
sys-bath-and-north-east-somerset-swindon-and-wiltshire sys-bc-icb sys-bedfordshire-luton-and-milton-keynes
sys-birmingham-and-solihull sys-bob-icb sys-bristol-north-somerset-and-south-gloucestershire
sys-cambridgeshire-and-peterborough sys-central-east sys-cheshire-and-merseyside
sys-cornwall-and-the-isles-of-scilly sys-coventry-and-warwickshire sys-derby-and-derbyshire sys-devon sys-dorset
sys-essex sys-frimley-icb sys-gloucestershire sys-gm-icb sys-hampshire-and-isle-of-wight
sys-herefordshire-and-worcestershire sys-hertfordshire-and-west-essex sys-hiow sys-humber-and-north-yorkshire
sys-kent-and-medway sys-lancashire-and-south-cumbria sys-leicester-leicestershire-and-rutland sys-lincolnshire
sys-mid-and-south-essex sys-nel-icb sys-nenc-icb sys-north-central-london sys-north-west-london sys-northamptonshire
sys-notts-icb sys-ns-icb sys-nw-stp sys-sh-icb sys-sh-icb-2022 sys-shropshire-telford-and-wrekin sys-somerset
sys-south-east-london sys-south-west-london sys-south-yorkshire sys-staffordshire-and-stoke-on-trent
sys-suffolk-and-north-east-essex sys-surrey-sussex sys-sussex sys-sussex-2022 sys-syb-ics sys-thames-valley
sys-west-and-north-london sys-west-yorkshire hwp-E07000143 hwp-E07000144 hwp-E07000145 hwp-E07000146 hwp-E07000147
hwp-E07000148 hwp-E07000149 pl-bassetlaw pl-bracknell pl-east-surrey pl-guildford-and-waverley pl-gyw-pre2019
pl-nehf pl-north-tyneside pl-north-west-surrey pl-nw-north-norfolk pl-nw-norwich pl-nw-south-norfolk
pl-nw-west-norfolk pl-rbwm pl-slough pl-surrey-downs pl-surrey-heath pl-tower-hamlets pl-walsall pl-wigan
pl-wokingham nb-earley nb-gorleston nb-gynv nb-larwood-bawtry nb-lowestoft nb-newgate nb-nt-northshields nb-nt-nw
nb-nt-wallsend nb-nt-whitleybay nb-retford-villages nb-southwaveney nb-th-ne nb-th-nw nb-th-se nb-th-sw
nb-walsall-east nb-walsall-north nb-walsall-south nb-walsall-west nb-wigan-central nb-wigan-hindley nb-wigan-leigh
nb-wigan-liga nb-wigan-north nb-wigan-swan nb-wigan-taba nb-wok-east nb-wok-north nb-wok-south nb-worksop-harworth
hosp-jpuh hmrc_income mhclg_imd2019 mhclg_population2015 nhse_covid ohid_asthma ons_oac2011 ons_population2023
ons_postcodes stroke_admissions stroke_travel ukhsa_cover ukhsa_flu training_series mhclg_imd2025 nhs_qof
ohid_fingertips ons_census_age ons_census_ethnicity ons_geography ons_health_index ons_population2020
ons_sape_health ukhsa_cover_quarterly
"""
PAGES, NAMES, WORDS = _PAGES.split(), _NAMES.split(), _WORDS.split()
