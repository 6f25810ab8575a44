//! Which feature codes does GeoNames have?

use super::feature_code::{FeatureClass, FeatureCode};

/// The codes of each class, sorted.
const KNOWN: [(FeatureClass, &str); 9] = [
    (
        FeatureClass::Administrative,
        "ADM1 ADM1H ADM2 ADM2H ADM3 ADM3H ADM4 ADM4H ADM5 ADM5H ADMD ADMDH LTER PCL PCLD PCLF PCLH PCLI \
         PCLIX PCLS PRSH TERR ZN ZNB",
    ),
    (
        FeatureClass::Water,
        "AIRS ANCH BAY BAYS BGHT BNK BNKR BNKX BOG CAPG CHN CHNL CHNM CHNN CNFL CNL CNLA CNLB CNLD CNLI CNLN \
         CNLQ CNLSB CNLX COVE CRKT CRNT CUTF DCK DCKB DOMG DPRG DTCH DTCHD DTCHI DTCHM ESTY FISH FJD FJDS \
         FLLS FLLSX FLTM FLTT GLCR GULF GYSR HBR HBRX INLT INLTQ LBED LGN LGNS LGNX LK LKC LKI LKN LKNI LKO \
         LKOI LKS LKSB LKSC LKSI LKSN LKSNI LKX MFGN MGV MOOR MRSH MRSHN NRWS OCN OVF PND PNDI PNDN PNDNI \
         PNDS PNDSF PNDSI PNDSN POOL POOLI RCH RDGG RDST RF RFC RFX RPDS RSV RSVI RSVT RVN SBKH SD SEA SHOL \
         SILL SPNG SPNS SPNT STM STMA STMB STMC STMD STMH STMI STMIX STMM STMQ STMS STMSB STMX STRT SWMP SYSI \
         TNLC WAD WADB WADJ WADM WADS WADX WHRL WLL WLLQ WLLS WTLD WTLDI WTRC WTRH",
    ),
    (
        FeatureClass::Area,
        "AGRC AMUS AREA BSND BSNP BTL CLG CMN CNS COLF CONT CST CTRB DEVH FLD FLDI GASF GRAZ GVL INDS LAND \
         LCTY MILB MNA MVA NVB OAS OILF PEAT PRK PRT QCKS RES RESA RESF RESH RESN RESP RESV RESW RGN RGNE \
         RGNH RGNL RNGA SALT SNOW TRB",
    ),
    (
        FeatureClass::Populated,
        "PPL PPLA PPLA2 PPLA3 PPLA4 PPLA5 PPLC PPLCD PPLCH PPLF PPLG PPLH PPLL PPLQ PPLR PPLS PPLW PPLX STLMT",
    ),
    (
        FeatureClass::Road,
        "CSWY OILP PRMN PTGE RD RDA RDB RDCUT RDJCT RJCT RR RRQ RTE RYD ST STKR TNL TNLN TNLRD TNLRR TNLS TRL",
    ),
    (
        FeatureClass::Spot,
        "ADMF AGRF AIRB AIRF AIRH AIRP AIRQ AIRT AMTH AMUS ANS AQC ARCH ARCHV ART ASTR ASYL ATHF ATM BANK BCN \
         BDG BDGQ BLDA BLDG BLDO BP BRKS BRKW BSTN BTYD BUR BUSTN BUSTP CARN CAVE CH CMP CMPL CMPLA CMPMN \
         CMPO CMPQ CMPRF CMTY COMC CRRL CSNO CSTL CSTM CTHSE CTRA CTRCM CTRF CTRM CTRR CTRS CVNT DAM DAMQ \
         DAMSB DARY DCKD DCKY DIKE DIP DPOF EST ESTO ESTR ESTSG ESTT ESTX FCL FNDY FRM FRMQ FRMS FRMT FT FY \
         GATE GDN GHAT GHSE GOSP GOVL GRVE HERM HLT HMSD HSE HSEC HSP HSPC HSPD HSPL HSTS HTL HUT HUTS INSM \
         ITTR JTY LDNG LEPC LIBR LNDF LOCK LTHSE MALL MAR MFG MFGB MFGC MFGCU MFGLM MFGM MFGPH MFGQ MFGSG MKT \
         ML MLM MLO MLSG MLSGQ MLSW MLWND MLWTR MN MNAU MNC MNCR MNCU MNFE MNMT MNN MNQ MNQR MOLE MSQE MSSN \
         MSSNQ MSTY MTRO MUS NOV NSY OBPT OBS OBSR OILJ OILQ OILR OILT OILW OPRA PAL PGDA PIER PKLT PMPO PMPW \
         PO PP PPQ PRKGT PRKHQ PRN PRNJ PRNQ PS PSH PSN PSTB PSTC PSTP PYR PYRS QUAY RDCR RDIN RECG RECR REST \
         RET RHSE RKRY RLG RLGR RNCH RSD RSGNL RSRT RSTN RSTNQ RSTP RSTPQ RUIN SCH SCHA SCHC SCHL SCHM SCHN \
         SCHT SECP SHPF SHRN SHSE SLCE SNTR SPA SPLY SQR STBL STDM STNB STNC STNE STNF STNI STNM STNR STNS \
         STNW STPS SWT SYG THTR TMB TMPL TNKD TOLL TOWR TRAM TRANT TRIG TRMO TWO UNIP UNIV USGE VETF WALL \
         WALLA WEIR WHRF WRCK WTRW ZNF ZOO",
    ),
    (
        FeatureClass::Terrain,
        "ASPH ATOL BAR BCH BCHS BDLD BLDR BLHL BLOW BNCH BUTE CAPE CFT CLDA CLF CNYN CONE CRDR CRQ CRQS CRTR \
         CUET DLTA DPR DSRT DUNE DVD ERG FAN FORD FSR GAP GRGE HDLD HLL HLLS HMCK HMDA INTF ISL ISLET ISLF \
         ISLM ISLS ISLT ISLX ISTH KRST LAVA LEV MESA MND MRN MT MTS NKM NTK NTKS PAN PANS PASS PEN PENX PK \
         PKS PLAT PLATX PLDR PLN PLNX PROM PT PTS RDGB RDGE REG RK RKFL RKS SAND SBED SCRP SDL SHOR SINK SLID \
         SLP SPIT SPUR TAL TRGD TRR UPLD VAL VALG VALS VALX VLC",
    ),
    (
        FeatureClass::Undersea,
        "APNU ARCU ARRU BDLU BKSU BNKU BSNU CDAU CNSU CNYU CRSU DEPU EDGU ESCU FANU FLTU FRZU FURU GAPU GLYU \
         HLLU HLSU HOLU KNLU KNSU LDGU LEVU MDVU MESU MNDU MOTU MTSU MTU PKSU PKU PLNU PLTU PNLU PRVU RDGU \
         RDSU RFSU RFU RISU SCNU SCSU SDLU SHFU SHLU SHSU SHVU SILU SLPU SMSU SMU SPRU TERU TMSU TMTU TNGU \
         TRGU TRNU VALU VLSU",
    ),
    (
        FeatureClass::Vegetation,
        "BUSH CULT FRST FRSTF GROVE GRSLD GRVC GRVO GRVP GRVPN HTH MDW OCH SCRB TREE TUND VIN VINS",
    ),
];

impl FeatureCode {
    /// The classes in which GeoNames has this code: mostly one, none if it has no such code.
    ///
    /// ```
    /// use dateline::gazetteer::{FeatureClass, FeatureCode};
    ///
    /// let camp = FeatureCode::new("CMPRF").unwrap();
    /// assert_eq!(camp.classes().collect::<Vec<_>>(), [FeatureClass::Spot]);
    /// assert_eq!(FeatureCode::new("CAMP").unwrap().classes().count(), 0);
    /// ```
    pub fn classes(self) -> impl Iterator<Item = FeatureClass> {
        let has = move |codes: &str| codes.split(' ').any(|it| it == self.as_str());
        KNOWN.into_iter().filter(move |(_, codes)| has(codes)).map(|(class, _)| class)
    }

    /// Every code that GeoNames has, by class.
    pub(super) fn all_known() -> impl Iterator<Item = &'static str> {
        KNOWN.into_iter().flat_map(|(_, codes)| codes.split(' '))
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn codes_are_sorted_and_well_formed() {
        for (class, codes) in KNOWN {
            let codes: Vec<&str> = codes.split(' ').collect();
            assert!(codes.windows(2).all(|it| it[0] < it[1]), "{class:?} {codes:?}");
            assert!(codes.iter().all(|it| FeatureCode::new(it).is_some()), "{class:?}");
        }
    }

    #[test]
    fn the_codes_of_the_gazetteer_are_known() {
        let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteer/feature_codes.csv");
        for row in fs::read_to_string(table).unwrap().lines().skip(1) {
            let mut cells = row.split(',');
            let class = FeatureClass::from_letter(cells.next().unwrap()).unwrap();
            let code = FeatureCode::new(cells.next().unwrap()).unwrap();
            assert!(code.classes().any(|it| it == class), "{row}");
        }
    }
}
