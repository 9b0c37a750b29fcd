from home.demo.shapes import Audience

AUDIENCES = [
    Audience("politikere", "Politikere"),
    Audience("ledere", "Ledere"),
    Audience("projektledere", "Projektledere og tovholdere"),
    Audience("planlaeggere", "Planlæggere og driftsfolk"),
    Audience("sagsbehandlere", "Sagsbehandlere og kommunikationsfolk"),
    Audience("skoler", "Skoler og dagtilbud"),
]
